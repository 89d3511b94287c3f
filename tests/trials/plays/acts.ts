// What several plays do or make sure of on the way.
import type { Stage } from "../stage.ts";
import { isOpen } from "../wire.ts";

export const doorsKnown = (stage: Stage): Promise<void> =>
  stage.wait("the doors are known", () => stage.controller().knowsDoors());

/** Until the wire has brought an OPEN that was not there before. */
export async function ask(stage: Stage): Promise<void> {
  const { down } = stage.far.wire;
  const before = down.filter(isOpen).length;
  await stage.goOnTo(() => down.filter(isOpen).length > before);
}

/** Their OPEN comes to nothing: the board proved that nothing fired, the screen says that the door did not move. */
export async function askInVain(stage: Stage): Promise<void> {
  await ask(stage);
  await stage.see("citizen-door-jammed");
  stage.expect(
    "the board proved that nothing fired",
    stage
      .ledger()
      .records.some(({ fact }) => fact.kind === "grant-ended" && fact.outcome === "not-fired"),
  );
  neverSaidOpen(stage);
}

/** No screen so far has told anybody that a door is open. */
export const neverSaidOpen = (stage: Stage): void =>
  stage.expect(
    "no screen said that the door is open",
    !stage.shown.some((screen) => screen === "citizen-door-open" || screen === "citizen-taken"),
  );

export const noPulseYet = (stage: Stage): void =>
  stage.expect("no coil had any current", stage.far.pulses.length === 0);

/** Tries are a second apart: a touch before that means nothing, so it is repeated. */
export async function tryAgain({ controller, wait }: Stage): Promise<void> {
  await wait("the next try at the door", async () => {
    if (controller().screen() !== "citizen-door-jammed") return true;
    await controller().choose("try-again");
    return false;
  });
}
