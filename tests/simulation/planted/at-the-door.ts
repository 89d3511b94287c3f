// Bugs planted where locks are fired and doors are watched: controller/domain/door, board and visit, and the host's end of the line.
import { type PlantedBug, plant, withoutAsserts } from "./planted-bug.ts";

const REFIRE = `perform(draft, {
    kind: "fire-lock",
    op: grant.op,
    board: grant.board,
    channel: grant.channel,
    boot: grant.boot,
    pulseMs: draft.site.pulseMs,
    waitMs: draft.site.openWaitMs,
    byMonoMs: draft.at.monoMs + 2000,
    authority: grant.authority,
  });`;

const clumsy = {
  holderErrs: 0.3,
  clerkErrs: 0,
  types: 0.3,
  comesAgain: 0.3,
  staysAway: 0,
  pushesIn: 0,
};

export const bugsAtTheDoor: readonly PlantedBug[] = [
  plant("a live grant is fired again at the start", {
    breaks: "I2",
    patches: [
      {
        file: "controller/domain/door/watch.ts",
        find: 'if (grant.opened !== "no") return endUnwatched(draft, grant);',
        replace: `if (grant.opened !== "no") return endUnwatched(draft, grant);\n${REFIRE}`,
      },
      withoutAsserts,
    ],
    life: {
      documentsPerDay: 10,
      faults: ["controller-killed", "power-cut-at-open-line"],
      faultsPerDay: 12,
    },
    seeds: [4, 5, 6, 7],
  }),
  plant("a lock is fired before its grant is durable", {
    breaks: "I1",
    patches: [
      {
        file: "controller/runtime/loop.ts",
        find: "if (!isCommitted(options, decision, stamp)) return undefined;",
        replace: `for (const effect of decision.effects) if (effect.kind === "fire-lock") options.perform(effect);
    if (!isCommitted(options, decision, stamp)) return undefined;`,
      },
    ],
  }),
  plant("silence after OPEN is answered by an OPEN under the next number", {
    breaks: "I1",
    patches: [
      {
        file: "controller/domain/door/watch.ts",
        find: 'case "unanswered":',
        replace: `case "unanswered":\n${REFIRE.replace("op: grant.op", "op: grant.op + 1")}`,
      },
      withoutAsserts,
    ],
    life: { documentsPerDay: 10, faults: ["open-unheard"], faultsPerDay: 12 },
  }),
  plant("an OPEN that met another boot is sent again under that one", {
    breaks: "I2",
    patches: [
      {
        file: "firmware-protocol/host-pulse.ts",
        find: "const { op } = request;",
        replace: `const { op } = request;
  if (reply.kind === "error" && reply.code === "BOOT" && request.kind === "open") {
    const { channel, pulseMs } = request;
    const ask = { kind: "open", addr, channel, op, pulseMs, boot: reply.boot ?? "", byHostMs: Infinity } as const;
    return { board: { ...board, wishes: { ...board.wishes, pulses: [ask] } }, outputs: [] };
  }`,
      },
    ],
    life: { documentsPerDay: 10, faults: ["reset-before-open"], faultsPerDay: 12 },
    seeds: [3, 4, 5, 6],
  }),
  plant("the fence of an OPEN lies an hour ahead", {
    breaks: "I2",
    patches: [
      {
        file: "firmware-protocol/host-pulse.ts",
        find: "nowMs - clock.readAtMs + aheadMs)",
        replace: "nowMs - clock.readAtMs + aheadMs + 3_600_000)",
      },
    ],
    life: { documentsPerDay: 10, faults: ["open-held-long"], faultsPerDay: 12 },
    seeds: [6, 8, 10],
  }),
  plant("a further try begins before the last has ended", {
    breaks: "I1",
    patches: [
      {
        file: "controller/domain/visit/citizen-door.ts",
        find: 'endGrant(draft, "not-opened");\n  const refused',
        replace: "const refused",
      },
      {
        file: "controller/domain/door/grant.ts",
        find: 'if (draft.durable.grant !== undefined) return failed("busy");',
        replace: "",
      },
      withoutAsserts,
    ],
    life: { documentsPerDay: 10, faults: ["all-doors-jam"], faultsPerDay: 12 },
    seeds: [3, 4, 5, 6],
  }),
  plant("a fourth try", {
    breaks: "I2",
    patches: [
      {
        file: "controller/domain/visit/attempts.ts",
        find: "ATTEMPTS_MAX = 3",
        replace: "ATTEMPTS_MAX = 6",
      },
      withoutAsserts,
    ],
    life: { documentsPerDay: 10, faults: ["all-doors-jam"], faultsPerDay: 12 },
    seeds: [3, 4, 5, 6],
  }),
  plant("the next channel is fired", {
    breaks: "I3",
    patches: [
      {
        file: "controller/domain/door/grant.ts",
        find: "channel: wired.channel, boot",
        replace: "channel: wired.channel + 1, boot",
      },
      withoutAsserts,
    ],
  }),
  plant("an event is taken for the next channel's", {
    breaks: "I3",
    patches: [
      {
        file: "controller/domain/board/wiring.ts",
        find: "compartment.channel === channel)",
        replace: "compartment.channel === channel + 1)",
      },
    ],
  }),
  plant("accepted counts as opened", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/door/apply.ts",
        find: '"grant-accepted": (durable) => changeGrant(durable, { accepted: true })',
        replace: `"grant-accepted": (durable, _fact, record) =>
    changeGrant(durable, { accepted: true, opened: "seen", openedAtMonoMs: record.monoMs })`,
      },
    ],
  }),
  plant("driven counts as opened", {
    breaks: "I7",
    patches: [
      {
        file: "controller/domain/door/watch.ts",
        find: 'if (grant.doorBefore === "closed") return;\n  record(draft, { kind: "grant-driven", op });',
        replace: `if (grant.authority.kind === "collection")
    record(draft, { kind: "code-used", pickup: grant.authority.pickup });
  if (grant.doorBefore === "closed") return;
  record(draft, { kind: "grant-driven", op });`,
      },
    ],
  }),
  plant("silence after OPEN is taken for not fired", {
    breaks: "I2",
    patches: [
      {
        file: "controller/domain/door/watch.ts",
        find: 'case "unanswered":\n      return askSoon(draft);',
        replace: 'case "unanswered":\n      return doorNotFired(draft, grant, "no answer");',
      },
    ],
    life: { documentsPerDay: 10, faults: ["open-unanswered"], faultsPerDay: 12 },
  }),
  plant("no record of it is taken for fired", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/door/watch.ts",
        find: 'doorNotFired(draft, grant, "the board has no record of it");\n      return;\n    case "driven":',
        replace: `record(draft, { kind: "grant-driven", op: grant.op });
      return;
    case "driven":`,
      },
    ],
    life: { documentsPerDay: 10, faults: ["open-unheard"], faultsPerDay: 12 },
  }),
  plant("an unknown outcome leaves no doubt behind", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/door/grant.ts",
        find: "const { holds, unsettled } = compartmentOf(draft.durable, compartment);\n  //",
        replace: `if (why === "outcome-unknown") return;
  const { holds, unsettled } = compartmentOf(draft.durable, compartment);\n  //`,
      },
    ],
    life: { documentsPerDay: 10, faults: ["reset-after-open"], faultsPerDay: 12 },
  }),
  plant("an opening without a grant does not stop the bank", {
    breaks: "I1",
    patches: [
      {
        file: "controller/domain/board/reports.ts",
        find: 'record(draft, { kind: "bank-stopped", board, why: "door-opened-without-grant" });',
        replace: "return;",
      },
    ],
    life: { faults: ["door-forced"], faultsPerDay: 6 },
  }),
  plant("nobody looks at an opening without a grant", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/board/reports.ts",
        find: 'raiseAlarm(draft, "door-opened-without-grant", { board, compartment: number });',
        replace: "if (draft.durable.seq > 0) return;",
      },
    ],
    life: { faults: ["door-forced"], faultsPerDay: 6 },
  }),
  plant("a door that opened late counts as collected", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/board/reports.ts",
        find: 'return doubt(draft, number, "opened-late");',
        replace: `const { holds } = compartmentOf(draft.durable, number);
    if (holds === undefined) return doubt(draft, number, "opened-late");
    record(draft, { kind: "code-used", pickup: holds });
    return record(draft, { kind: "pickup-collected", pickup: holds, compartment: number, proof: "item-sensor" });`,
      },
      withoutAsserts,
    ],
    life: {
      days: 3,
      documentsPerDay: 12,
      faults: ["jam-gives-way", "door-jams"],
      faultsPerDay: 20,
    },
  }),
  plant("collected while the door stands open", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/door/watch.ts",
        find: "if (grant.closedAtMonoMs !== undefined)\n    return draft.at.monoMs",
        replace: `if (openMs > 1000 && grant.itemWentAbsent) return doorSettled(draft, grant);
  if (grant.closedAtMonoMs !== undefined)
    return draft.at.monoMs`,
      },
    ],
  }),
  plant("a compartment is free on its holder's word", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/visit/citizen-door.ts",
        find: 'if (proof === "holder-confirmed") doubt(draft, compartment, "presumed-empty");',
        replace: "",
      },
    ],
    life: { documentsPerDay: 12, manners: clumsy },
  }),
  plant("a sensor that reads absent proves the collection, whatever it read before", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/visit/citizen-door.ts",
        find: "if (grant.itemWentAbsent) return",
        replace: 'if (compartmentOf(draft.durable, compartment).item === "absent") return',
      },
    ],
    life: { documentsPerDay: 10, faults: ["item-sensor-stuck"], faultsPerDay: 12, manners: clumsy },
  }),
  plant("who leaves while asked whether it was taken leaves no doubt behind", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/visit/leave.ts",
        find: 'return doubt(draft, step.compartment, "left-inside");\n  doubtUnsettled(draft);',
        replace: 'return doubt(draft, step.compartment, "left-inside");',
      },
      withoutAsserts,
    ],
    life: { documentsPerDay: 15, manners: clumsy },
    seeds: [4, 5, 6, 7],
  }),
  plant("an interrupted deposit is forgotten at the start", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/decide.ts",
        find: "  doubtUnsettled(draft);\n",
        replace: "",
      },
      withoutAsserts,
    ],
    life: {
      documentsPerDay: 12,
      faults: ["killed-at-question"],
      faultsPerDay: 24,
      manners: clumsy,
    },
  }),
  plant("a live grant is forgotten at the start", {
    breaks: "I1",
    patches: [
      {
        file: "controller/domain/terminal/apply.ts",
        find: "...restart(durable, record),\n",
        replace: "...restart(durable, record),\n    grant: undefined,\n",
      },
    ],
    life: {
      documentsPerDay: 10,
      faults: ["power-cut-at-open-line", "controller-killed"],
      faultsPerDay: 12,
    },
  }),
  plant("a deposit goes into an occupied compartment", {
    breaks: "I6",
    patches: [
      {
        file: "controller/domain/compartment/allocation.ts",
        find: "state.holds === undefined &&",
        replace: "",
      },
      {
        file: "controller/domain/compartment/allocation.ts",
        find: 'state.item !== "present" &&',
        replace: "",
      },
      withoutAsserts,
    ],
  }),
  plant("a deposit goes behind a door in doubt", {
    breaks: "I5",
    patches: [
      {
        file: "controller/domain/compartment/allocation.ts",
        find: "state.doubt === undefined &&",
        replace: "",
      },
    ],
    life: {
      documentsPerDay: 10,
      faults: ["door-forced", "door-jams"],
      faultsPerDay: 10,
      manners: clumsy,
    },
  }),
  plant("a deposit is written down twice", {
    breaks: "I6",
    patches: [
      {
        file: "controller/domain/visit/deposit-work.ts",
        find: "recordDeposit(draft, work.pickup, work.compartment);",
        replace: `recordDeposit(draft, work.pickup, work.compartment);
  recordDeposit(draft, work.pickup, work.compartment);`,
      },
    ],
  }),
];
