// What the clerk does on the tour: sign in, load, take back, sign out.
import { setTimeout as sleep } from "node:timers/promises";
import { type Stage, doorOf } from "./stage.ts";

const TOTP_PATIENCE = 40;

/** A one-time code is good once: whoever signs in again within its 30 seconds waits for the next. */
export async function signIn(stage: Stage, usedTotp: string | undefined): Promise<string> {
  const { wall, screen } = stage;
  let { clerk } = await wall.pocket();
  for (let waited = 0; clerk.totp === usedTotp && waited < TOTP_PATIENCE; waited += 1) {
    await sleep(1000);
    ({ clerk } = await wall.pocket());
  }
  stage.say(`\n${clerk.name} signs in.`);
  await wall.scan(clerk.badge);
  await stage.see("staff-totp", "the badge is read and the one-time code is asked");
  const { clerk: now } = await wall.pocket();
  await screen.type(now.totp);
  await stage.see("clerk-menu", "the authenticator's code signs her in");
  return now.totp;
}

/** @returns the number of the door behind which it lies */
export async function load(stage: Stage, reference: string): Promise<number> {
  const { wall } = stage;
  stage.say(`\nThe label ${reference} is scanned.`);
  await wall.scan(reference);
  const door = doorOf(await stage.see("clerk-door-open", "one free door opens by itself"));
  const open = (await wall.doors()).filter((one) => one.door === "open").map((one) => one.number);
  stage.expect(
    `on the wall, door ${door} and no other stands open`,
    open.length === 1 && open[0] === door,
    `open: ${open.join(", ")}`,
  );
  await wall.door(door, "put");
  await wall.door(door, "close");
  await stage.see(
    "clerk-deposited",
    `closed with the document inside: ${reference} lies behind door ${door}`,
  );
  return door;
}

export async function signOut(stage: Stage): Promise<void> {
  if (stage.screen.seen()?.name === "clerk-deposited") await sendMessages(stage);
  await stage.screen.choose("sign-out");
  await stage.see("citizen-home", "she signs out; the screen is the citizens' again");
}

/** While a deposit can be undone, nobody hears of it; a clerk who is done need not wait for that. */
async function sendMessages({ screen, see }: Stage): Promise<void> {
  await screen.choose("deposit-done");
  const { choices } = await see("clerk-finished", "she has put in what she had, and sees how much");
  if (choices.some(({ choice }) => choice === "send-now")) await screen.choose("send-now");
}

export async function takeBack(stage: Stage, door: number): Promise<void> {
  const { wall, screen } = stage;
  stage.say(`\nThe document behind door ${door} is taken back.`);
  await screen.choose("take-back");
  await stage.see("clerk-take-back-list", "the list shows what can be taken back");
  await screen.choose("take-back-door", door);
  await stage.see("clerk-take-back-reason", "its days are not over: she says why");
  await screen.choose("reason-to-counter");
  const opened = doorOf(await stage.see("clerk-door-open", `door ${door} opens for the clerk`));
  stage.expect("it is the door that was chosen", opened === door, `door ${opened}`);
  await wall.door(door, "take");
  await wall.door(door, "close");
  await stage.see("clerk-finished", "the sensor has seen it go: taken back, no touch needed");
}
