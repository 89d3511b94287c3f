// What no row may do, as the rules of the domain have it: one table, a sentence for each breach. Asked before the row is
// taken into the model; `undefined`: the row is legal. When a door may be granted is in grant-rules.ts.
import type { Fact } from "#domain/facts.ts";
import type { Site } from "#domain/site.ts";
import { type Breach, type FactOf, type Look, type Rule, first } from "./breach.ts";
import { actorOf, grantingBreach } from "./grant-rules.ts";
import { doorOf } from "./reference-doors.ts";
import type { Model } from "./reference-model.ts";
import { type ReadRow, pickupOfGrant } from "./row-reading.ts";
import { witnessingBreach } from "./witness-rules.ts";

const FAILURES_IN_ROW_MAX = 5;
const FAILURES_TOTAL_MAX = 20;
/** The one refusal that gateways here know. */
const NO_SUCH_ADDRESS = "no such address";
/** What the terminal itself does not send any more. */
const CODE_IS_OVER = "its code opens nothing any more";

const rules: { readonly [Kind in Fact["kind"]]?: Rule<Kind> } = {
  "door-granted": grantingBreach,
  "staff-witnessed": witnessingBreach,
  "grant-accepted": ({ model, fact }) => ofLiveGrant(model, fact.op),
  "grant-driven": ({ model, fact }) => ofLiveGrant(model, fact.op),
  "grant-ended": ({ model, fact }) =>
    ofLiveGrant(model, fact.op) ?? outcomeBreach(model.grant?.opened, fact),
  "code-used": ({ model, fact }) => {
    const { grant } = model;
    return first(
      [
        grant?.authority.kind !== "collection" || grant.authority.pickup !== fact.pickup,
        "I7",
        "no collection of it is at its door",
      ],
      [
        grant?.opened === "no" && !grant.orphaned,
        "I7",
        "its door was not seen to open: the code stays good",
      ],
    );
  },
  "compartment-inspected": ({ model, row, fact }) =>
    first(
      [!row.actor.startsWith("staff:"), "I5", `${row.actor} is no clerk`],
      [!hasOpened(model, fact.compartment), "I5", "no clerk had it open in this visit"],
    ),
  "door-tested": ({ model, row, fact: { compartment, outcome } }) =>
    first(
      [!row.actor.startsWith("staff:"), "I5", `${row.actor} is no technician`],
      [model.ended?.grant.authority.kind !== "self-test", "I5", "nobody was granted to test it"],
      [model.ended?.grant.compartment !== compartment, "I5", "another door was tested"],
      [outcome === "opened" && !hasOpened(model, compartment), "I5", "its door did not open"],
    ),
  "board-event-recorded": ({ site, fact: { board, compartment, event } }) => {
    const wired = [...site.compartments.values()].find(
      (each) => "channel" in event && each.board === board && each.channel === event.channel,
    );
    return first([wired?.number !== compartment, "I3", "its channel is wired to another door"]);
  },
  "ledger-restored": ({ model, fact: { epoch } }) =>
    first([epoch <= model.epoch, "I2", `numbers of epoch ${model.epoch} would come again`]),
  "pickup-announced": ({ model, fact }) =>
    first(
      [model.pickups.has(fact.pickup), "I6", "it was announced before"],
      [model.locators.has(fact.locator), "I7", `locator ${fact.locator} is not free yet`],
    ),
  "pickup-deposited": ({ model, fact: { pickup, compartment } }) => {
    const by = model.ended?.grant.authority;
    const isDeposit = by?.kind === "deposit" && by.pickup === pickup;
    return first(
      [model.pickups.get(pickup)?.phase !== "announced", "I6", "it is not waiting to be put in"],
      [doorOf(model, compartment).holds !== undefined, "I6", "another document lies there"],
      [!hasOpened(model, compartment), "I5", "its door did not open for a clerk in this visit"],
      [!isDeposit && by?.kind !== "inspection", "I5", "the door was opened for something else"],
    );
  },
  "deposit-undone": ({ model, fact: { pickup, compartment } }) => {
    const by = model.ended?.grant.authority;
    return first(
      [doorOf(model, compartment).holds !== pickup, "I6", "the compartment does not hold it"],
      [
        by?.kind !== "undo-deposit" || by.pickup !== pickup,
        "I5",
        "nobody was granted to undo its deposit",
      ],
      [!hasOpened(model, compartment), "I5", "its door did not open in this visit"],
      [model.pickups.get(pickup)?.told === "told", "I7", "its holder has the code already"],
    );
  },
  "message-queued": ({ model, row, fact: { pickup: id, template } }) => {
    const { told, end } = model.pickups.get(id) ?? {};
    const isEarly =
      template === "document-ready" && row.actor === "terminal" && typeof told === "object";
    const isBack = template === "document-at-counter";
    return first(
      [
        isEarly && row.monoMs < told.fromMonoMs + told.undoMs && model.run === told.run,
        "I7",
        "its holder hears of it while its deposit can be undone",
      ],
      [isBack && end !== "retrieved", "I5", "it was not taken back"],
      [isBack && told !== "told", "I7", "its holder never heard that it was here"],
    );
  },
  "old-document-handed-in": handInBreach,
  "pickup-collected": collectionBreach,
  "pickup-retrieved": ({ model, fact: { pickup, compartment } }) => {
    const by = model.ended?.grant.authority;
    return first(
      [doorOf(model, compartment).holds !== pickup, "I6", "the compartment does not hold it"],
      [
        by?.kind !== "retrieval" || by.pickup !== pickup,
        "I5",
        "nobody was granted to take it back",
      ],
      [!hasOpened(model, compartment), "I5", "its door did not open in this visit"],
    );
  },
  "pickup-not-found": ({ model, fact: { pickup, compartment } }) =>
    first(
      [doorOf(model, compartment).holds !== pickup, "I6", "the compartment does not hold it"],
      [model.ended?.grant.authority.kind !== "inspection", "I5", "nobody had a look"],
      [!hasOpened(model, compartment), "I5", "its door did not open in this visit"],
    ),
  "pickup-resumed": ({ model, fact }) => {
    const looked = model.ended?.grant;
    return first(
      [looked?.authority.kind !== "inspection", "I7", "no clerk has looked"],
      [
        looked?.compartment !== model.pickups.get(fact.pickup)?.compartment,
        "I7",
        "the clerk looked somewhere else",
      ],
    );
  },
  "pickup-expired": ({ model, row, fact }) => {
    const pickup = model.pickups.get(fact.pickup);
    const isSameClock = pickup?.until.epoch === row.clockEpoch;
    return first(
      [pickup?.phase !== "waiting", "I7", "it is not waiting"],
      [!row.clockTrusted, "I7", "the clock is not trusted"],
      [isSameClock && row.atMs < pickup.until.atMs, "I7", "its last day is not over"],
    );
  },
  "pickup-extended": ({ model, row, fact }) => {
    const pickup = model.pickups.get(fact.pickup);
    const isClerks = row.actor.startsWith("staff:");
    return first(
      [pickup === undefined || pickup.phase === "ended", "I7", "it has ended already"],
      [fact.untilMs <= row.atMs, "I7", "its last moment has passed already"],
      [isClerks && pickup?.phase !== "waiting", "I7", "a clerk extends what does not lie there"],
      [isClerks && pickup?.dead === "withdrawn", "I7", "a clerk revives what the desk withdrew"],
    );
  },
  "pickup-found-again": ({ model, row, fact }) => {
    const pickup = model.pickups.get(fact.pickup);
    return first(
      [pickup?.end !== "not-found", "I6", "it was never missing"],
      [pickup?.erased === true, "I7", "nobody can be told of it any more"],
      [!row.actor.startsWith("staff:"), "I6", `${row.actor} is no clerk`],
    );
  },
  "pickup-forgotten": ({ model, fact }) =>
    first([model.pickups.get(fact.pickup)?.phase !== "ended", "I7", "it has not ended"]),
  "pickup-withdrawn": ({ model, fact }) =>
    first([model.pickups.get(fact.pickup)?.phase === "ended", "I7", "it has ended already"]),
  "code-reissued": ({ model, row, fact: { pickup: id, which, counter } }) => {
    const pickup = model.pickups.get(id);
    return first(
      [pickup?.counters[which] !== counter - 1, "I7", `its ${which} counter does not go up by one`],
      [
        pickup?.used === true && !row.actor.startsWith("staff:"),
        "I7",
        "its code was used, and only a clerk who has looked may renew it",
      ],
    );
  },
  // A gateway that is away takes it later; one that knows no such address says so. After a restore the seals of before may be gone.
  "message-refused": ({ model, fact: { message, why } }) => {
    const about = model.pickups.get(model.messages.get(message) ?? "");
    const isOver = about?.phase !== "waiting" || about.dead !== undefined || about.used;
    const isRight = why === NO_SUCH_ADDRESS || (why === CODE_IS_OVER && isOver);
    return first([
      about?.erased === false && model.epoch === 0 && !isRight,
      "I10",
      `message ${message} is given up, and no gateway refused it (${why})`,
    ]);
  },
  "proof-given": ({ model, fact: { pickup: id, method } }) => {
    const pickup = model.pickups.get(id);
    const isTypingOver =
      pickup !== undefined &&
      (pickup.failuresInRow >= FAILURES_IN_ROW_MAX || pickup.failuresTotal >= FAILURES_TOTAL_MAX);
    return first(
      [pickup === undefined, "I7", "nobody announced that pickup"],
      [method === "pin" && isTypingOver, "I8", "typing has ended for it"],
    );
  },
};

/** Which rule this row breaks, or `undefined`. */
export function breachOf(model: Model, site: Site, row: ReadRow): Breach | undefined {
  // The table is complete by its type; that a fact meets the entry of its own kind is what the key says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const rule = rules[row.fact.kind] as
    | ((look: Look<Fact["kind"]>) => Breach | undefined)
    | undefined;
  return rule?.({ model, site, row, fact: row.fact });
}

const ofLiveGrant = ({ grant }: Model, op: number): Breach | undefined =>
  first([grant?.op !== op, "I1", `the live grant is ${grant?.op ?? "none"}`]);

/** A visit's door opened, seen or driven, and its grant has ended. */
function hasOpened({ ended }: Model, compartment: number): boolean {
  return (
    ended?.grant.compartment === compartment &&
    (ended.outcome === "opened" || ended.outcome === "driven")
  );
}

function outcomeBreach(
  opened: "no" | "seen" | "driven" | undefined,
  { outcome, detail }: FactOf<"grant-ended">,
): Breach | undefined {
  const isUnwatched = detail === "nobody watched";
  return first(
    [
      (outcome === "opened" || outcome === "left-open") && opened !== "seen" && !isUnwatched,
      "I5",
      `"${outcome}" of a door that was not seen to open`,
    ],
    [outcome === "driven" && opened === "no", "I5", '"driven" of a door that did nothing'],
    [
      (outcome === "not-opened" || outcome === "not-fired") && opened === "seen",
      "I5",
      `"${outcome}" of a door that was seen to open`,
    ],
  );
}

/** Behind a door that opened for it in this visit and closed again; seen there by the sensor, or said where it sees nothing. */
function handInBreach({
  model: { ended, doors },
  fact: { pickup, compartment, proof },
}: Look<"old-document-handed-in">): Breach | undefined {
  if (ended === undefined) return ["I5", "no grant ended in this visit"];
  const { grant, outcome } = ended;
  const item = doors.get(compartment)?.item;
  return first(
    [grant.authority.kind !== "hand-in", "I5", "its door was opened for something else"],
    [pickupOfGrant(grant) !== pickup, "I5", "its door was opened for somebody else"],
    [grant.compartment !== compartment, "I5", "another door was opened"],
    [outcome !== "opened" || grant.opened !== "seen", "I5", "its door was not seen to open"],
    [!grant.closedAgain, "I5", "its door was not seen to close"],
    [proof === "item-sensor" && item !== "present", "I5", "its sensor sees nothing"],
    [proof === "holder-confirmed" && item === "absent", "I5", "its sensor says that it is empty"],
  );
}

/** Seen open, then closed, in the holder's own visit; the sensor saw it go, or the holder says so [I5]. */
function collectionBreach(look: Look<"pickup-collected">): Breach | undefined {
  const { model, fact } = look;
  const pickup = model.pickups.get(fact.pickup);
  return (
    first(
      [pickup?.phase !== "waiting", "I6", `its pickup is ${pickup?.phase ?? "unknown"}`],
      [doorOf(model, fact.compartment).holds !== fact.pickup, "I6", "it is held somewhere else"],
      [pickup?.used !== true, "I5", "its code was never used"],
    ) ?? leftThroughDoorBreach(look)
  );
}

function leftThroughDoorBreach({
  model: { ended, doors },
  row,
  fact: { pickup, compartment, proof },
}: Look<"pickup-collected">): Breach | undefined {
  if (ended === undefined) return ["I5", "no grant ended in this visit"];
  const { grant, outcome } = ended;
  const isWord = proof === "holder-confirmed";
  const seesItem = doors.get(compartment)?.item === "present";
  return first(
    [actorOf(grant) !== "citizen", "I5", "its door was opened for staff"],
    [pickupOfGrant(grant) !== pickup, "I5", "its door was opened for somebody else"],
    [grant.compartment !== compartment, "I5", "another door was opened"],
    [outcome !== "opened", "I5", `its door ended "${outcome}"`],
    [grant.opened !== "seen", "I5", "its door was not seen to open"],
    [!grant.closedAgain, "I5", "its door was not seen to close"],
    [!isWord && !grant.itemLeft, "I5", "its sensor did not see the document go"],
    [isWord && seesItem, "I5", "the sensor says that it is inside"],
    [isWord && row.actor !== "citizen", "I5", `${row.actor} is no holder`],
  );
}
