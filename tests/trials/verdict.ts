// Judges a play by facts: pulses counted at the coils, rows of the ledger, the name of the screen, whether the process lives.
// Besides the ending that the trial asks for, what must hold in every run whatever befell it.
import type { AlarmKind, GrantOutcome, LedgerRecord } from "#domain/facts.ts";
import type { LedgerOnDisk } from "./ledger-on-disk.ts";
import type { Stage } from "./stage.ts";
import type { Ending } from "./ending.ts";

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

const failed = (why: string): Verdict => ({ ok: false, why });

export function judge(stage: Stage, expected: Ending): Verdict {
  const ledger = stage.ledger();
  const troubles = [...stage.controller().troubles(), ...unlawfulPulses(stage, ledger.records)];
  if (troubles.length > 0) return failed(troubles.join("; "));
  const ending = endingOf(stage, ledger);
  const unlike = differences(expected, ending);
  return unlike.length === 0 ? { ok: true } : failed(toldWith(stage, unlike.join("; ")));
}

/** With how the ledger says that the grants ended, and why: what anybody asks first of a run that failed. */
export function toldWith(stage: Stage, why: string): string {
  const ends = stage
    .ledger()
    .records.flatMap(({ fact }) =>
      fact.kind === "grant-ended" ? [`${fact.outcome} (${fact.detail ?? "as seen"})`] : [],
    );
  return `${why}; grants: ${ends.join(", ") || "none ended"}; pulses: ${stage.far.pulses.length}`;
}

function endingOf(stage: Stage, { records, durable }: LedgerOnDisk): Ending {
  const [holder] = stage.holders;
  const pickup = [...durable.pickups.values()].find(({ locator }) =>
    holder.qr.startsWith(`L24:${locator}`),
  );
  const of = <K extends LedgerRecord["fact"]["kind"]>(kind: K) =>
    records.flatMap(({ fact }) =>
      fact.kind === kind ? [fact as Extract<LedgerRecord["fact"], { readonly kind: K }>] : [],
    );
  const alarms = of("alarm-raised").flatMap(({ alarm }): AlarmKind[] =>
    alarm === "board-lost" ? [] : [alarm],
  );
  return {
    pulses: stage.far.pulses.length,
    grants: of("grant-ended").flatMap(({ outcome }): GrantOutcome[] =>
      outcome === "not-fired" ? [] : [outcome],
    ),
    screen: stage.controller().screen() ?? "out-of-service",
    code: pickup?.suspended ? "suspended" : pickup?.codeUsed ? "used" : "good",
    document: pickup?.end === "collected" ? "collected" : "waiting",
    alarms: [...new Set(alarms)].toSorted(),
  };
}

/** Each pulse has its own durable grant, for its own channel, and its coil is off again [I1, I2, I3]. */
function unlawfulPulses({ far }: Stage, records: readonly LedgerRecord[]): readonly string[] {
  const grants = records.flatMap(({ fact }) => (fact.kind === "door-granted" ? [fact] : []));
  return far.pulses.flatMap(({ op, channel }, at) => {
    const grant = grants.find((one) => one.op === op);
    if (grant === undefined) return [`a pulse without a grant (op ${op}, channel ${channel})`];
    if (grant.channel !== channel)
      return [`op ${op} pulsed channel ${channel}, not ${grant.channel}`];
    const earlier = far.pulses.findIndex((pulse) => pulse.op === op);
    return earlier === at ? [] : [`op ${op} pulsed twice`];
  });
}

function differences(expected: Ending, found: Ending): readonly string[] {
  const names = ["pulses", "grants", "screen", "code", "document", "alarms"] as const;
  return names.flatMap((name) => {
    const [wanted, seen] = [JSON.stringify(expected[name]), JSON.stringify(found[name])];
    return wanted === seen ? [] : [`${name}: ${wanted} expected, ${seen} found`];
  });
}
