// Where a technician can stand: at each place of the workshop, and at a door that is tested. Data only.
import {
  boardAccepts,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  opens,
  snapshot,
} from "./domain-boards.ts";
import {
  chooses,
  configuredAs,
  deposited,
  scansQr,
  secondsPass,
  signsIn,
} from "./domain-people.ts";
import { boardA, extract, licence, site, tom } from "./domain-site.ts";
import { type Act, inOrder } from "./domain-terminal.ts";

const slow: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};
const stocked = deposited(licence, extract);
const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const jams = inOrder(boardAccepts, coilIs("ok"), doorJams);
const leftInside = inOrder(stocked, scansQr(extract), opens(2), closes(2), chooses("reopen"));

const inWorkshop = inOrder(signsIn(tom), chooses("workshop"));
export const unwalked = inOrder(configuredAs({ ...site, commissioning: "required" }), boardsUp);
const workshop = inOrder(stocked, inWorkshop);
const testsDoor = chooses("test-door");
const selfTesting = inOrder(workshop, chooses("self-test"));
const commissioning = inOrder(unwalked, inWorkshop, chooses("commission"));
const atDoor2 = inOrder(chooses("wall"), chooses("look-at-door", 2));

export const technicianStands = {
  "staff testing": {
    "a door to commission, its sensor untouched": inOrder(
      commissioning,
      chooses("commission-door", 1),
      opens(1),
    ),
    "a door to commission, a hand in it": inOrder(
      commissioning,
      chooses("commission-door", 1),
      opens(1),
      itemAppears(1),
    ),
    "the first free door": selfTesting,
    "the first free door, asked to stop": inOrder(selfTesting, chooses("stop-test")),
    "the first free door, another one open": inOrder(selfTesting, doorOpens(7)),
    "an open door": inOrder(selfTesting, opens(3)),
    "a door closed just now": inOrder(selfTesting, opens(3), doorCloses(3)),
    "the last door": inOrder(workshop, chooses("wall"), chooses("look-at-door", 3), testsDoor),
    "a door that nobody can see": inOrder(
      workshop,
      snapshot(boardA, { unknownDoors: [3] }),
      chooses("wall"),
      chooses("look-at-door", 3),
      testsDoor,
      boardAccepts,
      coilIs("ok"),
    ),
  },
  "staff workshop": {
    "at its menu": workshop,
    "at the wall": inOrder(workshop, chooses("wall")),
    "at the doors with a fault": inOrder(
      stocked,
      doorOpens(3),
      inWorkshop,
      chooses("wall"),
      chooses("only-faults"),
    ),
    "at a door": inOrder(workshop, chooses("wall"), chooses("look-at-door", 3)),
    "at a door in doubt": inOrder(leftInside, inWorkshop, atDoor2),
    "at a door out of service": inOrder(
      workshop,
      chooses("wall"),
      chooses("look-at-door", 3),
      chooses("take-out-of-service"),
    ),
    "waiting for an answer": inOrder(workshop, atDoor2, slow, chooses("door-history")),
    "at a door's history": inOrder(workshop, atDoor2, chooses("door-history")),
    "at its commissioning": commissioning,
    "at a door to confirm": inOrder(
      commissioning,
      chooses("commission-door", 3),
      opens(3),
      closes(3),
    ),
    "at its devices": inOrder(workshop, chooses("devices")),
    "at its scanner": inOrder(workshop, chooses("devices"), chooses("try-scanner")),
    "at its scanner, something read": inOrder(
      workshop,
      chooses("devices"),
      chooses("try-scanner"),
      scansQr(extract),
    ),
    "at its loudspeaker": inOrder(workshop, chooses("devices"), chooses("try-sound")),
    "at its loudspeaker, something spoken": inOrder(
      workshop,
      chooses("devices"),
      chooses("try-sound"),
      chooses("speak-nl"),
    ),
    "at its glass": inOrder(workshop, chooses("devices"), chooses("try-touch")),
    "at its bus lines": inOrder(workshop, chooses("bus-trace")),
    "at its bus lines in hex": inOrder(workshop, chooses("bus-trace"), chooses("as-hex")),
    "at its support bundle": inOrder(workshop, chooses("support-bundle")),
    "at a report": inOrder(selfTesting, chooses("stop-test"), jams),
    "at the report of one door": inOrder(
      workshop,
      chooses("wall"),
      chooses("look-at-door", 3),
      testsDoor,
      jams,
    ),
  },
} satisfies Readonly<Record<string, Readonly<Record<string, Act>>>>;
