// The pure parts of the display: fields, keys, the touch gate, coming back, reading messages. No browser in here.
import { describe, expect, it } from "vitest";
import { digitsIn, slotsOf } from "../../terminal-ui/app/digit-slots.ts";
import { keyOf } from "../../terminal-ui/app/physical-keys.ts";
import { SILENCE_MS, reconnectDelayMs } from "../../terminal-ui/app/reconnect.ts";
import { readServerMessage } from "../../terminal-ui/app/server-message.ts";
import { createTouchGate } from "../../terminal-ui/app/touch-gate.ts";

/** One character a slot: a digit, `•` secret, `_` next, `.` empty. */
const drawn = (field: Parameters<typeof slotsOf>[0]): string =>
  slotsOf(field)
    .map((group) =>
      group
        .map((slot) =>
          slot.kind === "digit" ? slot.digit : { secret: "•", next: "_", empty: "." }[slot.kind],
        )
        .join(""),
    )
    .join(" ");

describe("a field of digits", () => {
  const groups = [4, 4, 4];

  it("shows the digits it was told and dots for the rest", () => {
    expect(drawn({ groups, typed: 6, shown: "4711" })).toBe("4711 ••_. ....");
  });

  it("is empty before the first digit and full after the last", () => {
    expect(drawn({ groups, typed: 0, shown: "" })).toBe("_... .... ....");
    expect(drawn({ groups, typed: 12, shown: "471112345678" })).toBe("4711 1234 5678");
  });

  it("never shows a digit that was not typed", () => {
    expect(drawn({ groups: [2, 2], typed: 1, shown: "4711" })).toBe("4_ ..");
  });

  it("keeps what is no digit a dot", () => {
    expect(drawn({ groups: [4], typed: 3, shown: "1*2" })).toBe("1•2_");
    expect(digitsIn({ groups, typed: 0, shown: "" })).toBe(12);
  });
});

describe("a key of a keyboard", () => {
  it.each([
    ["0", "0"],
    ["9", "9"],
    ["Backspace", "erase"],
    ["Delete", "erase"],
    ["Enter", "enter"],
    ["Tab", undefined],
    ["a", undefined],
    ["F5", undefined],
    ["10", undefined],
  ])("%s is %s on the keypad", (pressed, key) => {
    expect(keyOf(pressed)).toBe(key);
  });
});

describe("the touch gate", () => {
  it("counts a trembling finger once", () => {
    const mayPress = createTouchGate();
    expect([mayPress("5", 0), mayPress("5", 100), mayPress("5", 149)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(mayPress("5", 150)).toBe(true);
  });

  it("lets two fingers type at once", () => {
    const mayPress = createTouchGate();
    expect([mayPress("5", 0), mayPress("6", 1), mayPress("5", 2)]).toEqual([true, true, false]);
  });
});

describe("coming back", () => {
  it("is tried soon, then less often, then for ever at the same pace", () => {
    const delays = [0, 1, 2, 3, 4, 5, 1_000_000].map(reconnectDelayMs);
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
  });

  it("waits for three repeats of the controller before it believes the silence", () => {
    expect(SILENCE_MS).toBeGreaterThan(3 * 5_000);
  });
});

const screenNamed = (name: string): string =>
  JSON.stringify({ kind: "screen", screen: { name, values: {}, choices: [] } });

describe("a message of the controller", () => {
  const message = {
    kind: "screen",
    languages: ["nl"],
    phone: "056",
    screen: { name: "citizen-home", language: "nl", values: {}, choices: [] },
  };

  it("is read as it was sent", () => {
    expect(readServerMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    ["no JSON", "screen"],
    ["null", "null"],
    ["of another kind", JSON.stringify({ ...message, kind: "sound" })],
    ["without a screen", JSON.stringify({ kind: "screen" })],
    ["about a screen that this page cannot draw", screenNamed("citizen-dance")],
    ["about a screen named like a property of every object", screenNamed("constructor")],
  ])("is not drawn when it is %s", (_what, text) => {
    expect(readServerMessage(text)).toBeUndefined();
  });
});
