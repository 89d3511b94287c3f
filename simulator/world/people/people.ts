// Everybody who may come to the terminal of a simulated world: clerks, holders, and those who mean harm.
// Who may come when is decided outside; what they do there is their own, drawn from their own chance.
import { type Floor, createFloor } from "./floor.ts";
import { clerkHabit } from "./clerk.ts";
import { createDrawer } from "./drawer.ts";
import { createMailbox } from "./mailbox.ts";
import type { CreatePeople } from "./people-world.ts";
import { createRogues } from "./rogues.ts";
import { type Round, createRound } from "./round.ts";
import { type Scene, behaved, createScene } from "./scene.ts";

const CLERK_LOOKS_MAX = 6000;
const CLERK_PATIENCE_MS = 20 * 60_000;

export const createPeople: CreatePeople = (world) => {
  const scene = createScene(world);
  const floor = createFloor(scene);
  const mailbox = createMailbox(scene, floor);
  const drawer = createDrawer(scene.queue);
  const clerk = createClerk(scene, floor, {
    drawer,
    discard(document) {
      drawer.remove(document);
      mailbox.forget(document);
    },
  });
  const rogues = createRogues(scene, floor);
  return {
    printed(dossier) {
      drawer.add(dossier.document);
      mailbox.add(dossier);
    },
    received(mail) {
      rogues.heard(mail);
      mailbox.received(mail);
    },
    clerkRound: clerk,
    vandal: rogues.vandal,
    thief: (knowsLocators) => rogues.thief(knowsLocators ? mailbox.locators() : []),
    flood: rogues.flood,
    behave() {
      scene.manners = behaved(scene.manners);
      rogues.retire();
      floor.clear();
    },
    someoneThere: floor.someoneThere,
  };
};

/** One clerk at a time: who is on a round already, or waits for their turn, does not come twice. */
function createClerk(
  scene: Scene,
  floor: Floor,
  desk: Pick<Round, "drawer" | "discard">,
): () => void {
  let rounds = 0;
  let isOut = false;
  const isBack = (): void => {
    isOut = false;
  };
  return () => {
    if (isOut) return;
    isOut = true;
    rounds += 1;
    const chance = scene.chance.fork(`clerk ${rounds}`);
    const round = createRound(scene, { ...desk, chance });
    const who = { by: "clerk", name: "clerk", chance } as const;
    floor.comes(
      { ...who, looksMax: CLERK_LOOKS_MAX, sees: clerkHabit(round), left: isBack },
      { patienceMs: CLERK_PATIENCE_MS, turnedAway: isBack },
    );
  };
}
