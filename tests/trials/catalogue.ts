// All trials, in the order of the table in docs/reliability.md. To add one, write its play and add it here.
import {
  lateAnswer,
  oldGreetingBelieved,
  ownEcho,
  twoMasters,
  wrongAnswer,
} from "./plays/believed.ts";
import {
  answerLost,
  duplicatedAtOnce,
  duplicatedLater,
  repeatedUnderNewNumber,
} from "./plays/duplicated.ts";
import { jammedDoor } from "./plays/jammed.ts";
import { killedInPulse } from "./plays/killed.ts";
import { hourLate, retained } from "./plays/late.ts";
import { resetInPulse, silentBoard, silentToOpen } from "./plays/silent.ts";
import { unpluggedIdle, unpluggedInLine, unpluggedInPulse } from "./plays/unplugged.ts";
import type { Trial } from "./trial.ts";

export const trials: readonly Trial[] = [
  duplicatedAtOnce,
  duplicatedLater,
  repeatedUnderNewNumber,
  answerLost,
  retained,
  hourLate,
  killedInPulse,
  silentToOpen,
  silentBoard,
  resetInPulse,
  jammedDoor,
  unpluggedIdle,
  unpluggedInLine,
  unpluggedInPulse,
  wrongAnswer,
  lateAnswer,
  oldGreetingBelieved,
  twoMasters,
  ownEcho,
];
