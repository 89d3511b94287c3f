// Everybody who may come to the terminal of a simulated world: clerks, holders, and those who mean harm.
// Who may come when is decided outside; what they do there is their own, drawn from their own chance.
import { createFloor } from "./floor.ts";
import { clerkHabit } from "./clerk.ts";
import { createDrawer } from "./drawer.ts";
import { createMailbox } from "./mailbox.ts";
import type { CreatePeople } from "./people-world.ts";
import { createRound } from "./round.ts";
import { behaved, createScene } from "./scene.ts";

const MINUTE_MS = 60_000;
const CLERK_LOOKS_MAX = 6000;
const CLERK_PATIENCE_MS = 20 * MINUTE_MS;

export const createPeople: CreatePeople = (world) => {
  const scene = createScene(world);
  const floor = createFloor(scene);
  const mailbox = createMailbox(scene, floor);
  const drawer = createDrawer(scene.queue);
  let rounds = 0;
  let clerkIsOut = false;

  const discard = (document: string): void => {
    drawer.remove(document);
    mailbox.forget(document);
  };
  return {
    printed(dossier) {
      drawer.add(dossier.document);
      mailbox.add(dossier);
    },
    received: mailbox.received,
    clerkRound() {
      if (clerkIsOut) return;
      clerkIsOut = true;
      rounds += 1;
      const chance = scene.chance.fork(`clerk ${rounds}`);
      const isBack = (): void => {
        clerkIsOut = false;
      };
      const habit = clerkHabit(createRound(scene, { drawer, chance, discard }));
      floor.comes(
        {
          by: "clerk",
          name: "clerk",
          chance,
          looksMax: CLERK_LOOKS_MAX,
          sees: habit,
          left: isBack,
        },
        { patienceMs: CLERK_PATIENCE_MS, turnedAway: isBack },
      );
    },
    vandal: () => undefined,
    thief: () => undefined,
    flood: () => undefined,
    behave() {
      scene.manners = behaved(scene.manners);
      floor.clear();
    },
    someoneThere: floor.someoneThere,
  };
};
