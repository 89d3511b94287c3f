// A whole terminal whose certificates ask four eyes: two of the staff with real badges and authenticators, and what the ledger says of
// them. The demo's own policy, changed as a town hall would change it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { doorOf } from "../../bin/tour/stage.ts";
import { ledgerFacts } from "../support/system-desk.ts";
import { type SystemStage, raiseStage } from "../support/system-stage.ts";
import { type StaffMember, addStaff, oneTimeCode, signInAs } from "../support/system-staff.ts";
import { untilTrue } from "../support/system-wait.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";

const EXTRACT = "AT-2026-01552";

let stage: SystemStage;
let first: StaffMember;
let second: StaffMember;

beforeAll(async () => {
  stage = await raiseStage("pty");
  const { data } = stage.demo;
  const objection = await stage.demo.cutController(async () => {
    const policy = readFileSync(join(repositoryRoot, "config/policies/attest.yaml"), "utf8");
    writeFileSync(join(data, "attest.yaml"), policy.replace("fourEyes: false", "fourEyes: true"));
    const config = join(data, "config.yaml");
    const listed = /^(policies: .*)\battest\b/mu;
    writeFileSync(config, readFileSync(config, "utf8").replace(listed, "$1attest.yaml"));
    first = await addStaff(data, "first");
    second = await addStaff(data, "second");
  });
  if (objection !== undefined) throw new Error(JSON.stringify(objection));
});
beforeEach(() => stage.watched());
afterAll(() => stage.lower());

test("the door opens when a second one has shown badge and code, and not for the first alone", async () => {
  const { wall, screen } = stage;
  await stage.desk.allBoardsGood();
  await signInAs(stage, first);
  await wall.scan(EXTRACT);
  await stage.see("clerk-witness", "a colleague is asked for");
  // The same code within two seconds is one code to the terminal: she signed in with it just now.
  await untilTrue("the screen says that it is her own badge", async () => {
    if (screen.seen()?.values["why"] === "same") return true;
    await wall.scan(first.badge);
    return false;
  });
  await wall.scan(second.badge);
  await stage.see("clerk-witness-code", "the second badge is read");
  await screen.type(await oneTimeCode(second));
  const door = doorOf(await stage.see("clerk-door-open", "with two of them the door opens"));
  await wall.door(door, "put");
  await wall.door(door, "close");
  await stage.see("clerk-deposited", "the certificate lies behind its door");

  const facts = await ledgerFacts(stage.demo.data);
  const granted = facts.filter(({ kind }) => kind === "door-granted");
  expect(granted.map(({ body }) => body["authority"])).toMatchObject([
    { kind: "deposit", witness: "second" },
  ]);
  expect(facts.find(({ kind }) => kind === "staff-witnessed")?.body).toMatchObject({
    staff: "second",
  });
});
