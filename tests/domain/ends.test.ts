// What an end leaves behind: of a pickup that rested, of a compartment that was emptied, of a ledger that was restored.
import { describe, expect, test } from "vitest";
import { doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  daysPass,
  deposited,
  extendsBy,
  ledgerIsRestored,
  scansQr,
  secondsPass,
} from "../support/domain-people.ts";
import { boardA, extract, otherExtract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const collects = inOrder(scansQr(extract), opens(1), itemGoes(1), doorCloses(1), secondsPass(10));
const gatewayIsSilent: Act = (terminal) => {
  terminal.knobs.gateway = "silent";
};

const collectedUnsent = () =>
  given(gatewayIsSilent, deposited(extract, otherExtract), extendsBy(otherExtract, 60), collects);

describe("a pickup that is forgotten", () => {
  test("takes its locator and its messages with it, and nobody else's", () => {
    const before = collectedUnsent();
    const queued = Object.values(before.terminal.state().durable.outbox);
    expect(queued.map(({ pickup }) => pickup)).toEqual([
      extract.pickup,
      otherExtract.pickup,
      extract.pickup,
    ]);
    const { durable } = before.when(daysPass(31)).terminal.state();
    expect([...durable.pickups.keys()]).toEqual([otherExtract.pickup]);
    expect(durable.locators).toEqual(new Map([[otherExtract.locator, otherExtract.pickup]]));
    expect(Object.values(durable.outbox).map(({ pickup }) => pickup)).toEqual([
      otherExtract.pickup,
    ]);
  });
});

test("a compartment that was emptied holds nothing, and its sensor has proven nothing yet", () => {
  expect(behind(given(deposited(extract)), 1)).toMatchObject({
    holds: extract.pickup,
    itemSeen: true,
  });
  expect(behind(given(deposited(extract), collects), 1)).toMatchObject({
    holds: undefined,
    itemSeen: false,
  });
});

const restored = () =>
  given(gatewayIsSilent, deposited(extract, otherExtract), collects, ledgerIsRestored);

describe("a restore", () => {
  test("suspends what waits, and nothing that has ended", () => {
    const story = restored();
    expect(ledgerOf(story, otherExtract).suspended).toBe("restored");
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "ended", suspended: undefined });
  });

  test("takes codes that were on their way out of the outbox, and leaves what gives none", () => {
    const templates = Object.values(restored().terminal.state().durable.outbox);
    expect(templates.map(({ template }) => template)).toEqual(["document-collected"]);
  });

  test("believes no sensor and no board until they are read again", () => {
    const story = restored();
    for (const number of [1, 2, 8])
      expect(behind(story, number)).toMatchObject({
        doubt: "restored",
        door: "unknown",
        item: "unknown",
      });
    expect(story.terminal.state().durable).toMatchObject({ restoreEpoch: 1, keyId: "another" });
    expect(story.terminal.state().durable.boards[boardA]).toBeUndefined();
  });
});
