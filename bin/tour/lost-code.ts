// A holder who has lost the message: has the code sent again at the screen, first with a birth date that is not theirs.
import { setTimeout as sleep } from "node:timers/promises";
import { type Holder, groupedCode } from "./citizen-acts.ts";
import type { Stage } from "./stage.ts";

const MESSAGE_PATIENCE = 100;
const NOBODYS_DATE = "01011900";

export async function loseCode(stage: Stage, holder: Holder): Promise<void> {
  stage.say(`\n${holder.name} has lost the message and stands before the screen.`);
  const before = await codesSentTo(stage, holder);
  await asks(stage, holder, NOBODYS_DATE);
  const seen = await stage.see("citizen-code-sent", "with a wrong date: look at your telephone");
  await stage.screen.choose("back");
  await stage.see("citizen-home", "nothing comes, and nothing told why");
  await asks(stage, holder, holder.birthDate);
  const again = await stage.see("citizen-code-sent", "with the right one: the same words");
  const isSame = JSON.stringify(again) === JSON.stringify(seen);
  stage.expect("the screen does not tell a known holder from an unknown one", isSame);
  const after = await nextCodeSentTo(stage, holder, before.length);
  stage.expect(
    "one SMS came, with the very code of the first message",
    after.length === before.length + 1 && after.every((code) => code === holder.code),
    `${after.length - before.length} came`,
  );
  await stage.screen.choose("back");
  await stage.see("citizen-home", "they go");
}

async function asks({ screen, see }: Stage, holder: Holder, birthDate: string): Promise<void> {
  await screen.choose("no-code");
  await see("citizen-help", "help has more than a telephone number");
  await screen.choose("send-again");
  await see("citizen-telephone", "the telephone number is asked");
  await screen.type(holder.telephone);
  await see("citizen-holder-date", "and the birth date of whoever the document is for");
  await screen.type(birthDate);
}

async function codesSentTo({ wall }: Stage, { telephone }: Holder): Promise<readonly string[]> {
  const own = (await wall.phone()).filter(({ to }) => to.replace("+32", "0") === telephone);
  return own.map(({ text }) => groupedCode(text));
}

async function nextCodeSentTo(
  stage: Stage,
  holder: Holder,
  before: number,
): Promise<readonly string[]> {
  for (let waited = 0; waited < MESSAGE_PATIENCE; waited += 1) {
    const codes = await codesSentTo(stage, holder);
    if (codes.length > before) return codes;
    await sleep(100);
  }
  return codesSentTo(stage, holder);
}
