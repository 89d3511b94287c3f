// A whole bus on the bench: the host's link machine, boards with fake devices, and a wire between them on a time the test moves.
// The wire is perfect unless a test gives it a `fault`. Nothing here knows a rule of the protocol.
import { initialHostLink, stepHostLink } from "#protocol/host-link.ts";
import type {
  BusReport,
  HostAsk,
  HostLinkConfig,
  HostLinkInput,
  HostLinkOutput,
} from "#protocol/host-link-types.ts";
import { createBenchBoards, type BenchBoard, type BenchBoards } from "./bench-boards.ts";
import { nodeHmac } from "./node-hmac.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";

export type Delivery = { readonly line: string; readonly delayMs: number };
/** What becomes of one line: nowhere, once, twice, later, changed. */
export type Fault = (line: string) => readonly Delivery[];

/** `acknowledges`: every reported event is durable at once, as with a ledger that never fails. */
export type Wire = { fault: Fault; acknowledges: boolean };

export type BusBench = Omit<BenchBoards, "hear"> & {
  readonly time: VirtualTime;
  readonly wire: Wire;
  readonly feed: (input: HostLinkInput) => void;
  readonly ask: (ask: HostAsk) => void;
  readonly sent: readonly { readonly atMs: number; readonly line: string }[];
  readonly said: readonly { readonly atMs: number; readonly report: BusReport }[];
  readonly outputs: readonly HostLinkOutput[];
  readonly reports: <K extends BusReport["kind"]>(kind: K) => readonly ReportOf<K>[];
};
export type ReportOf<K extends BusReport["kind"]> = Extract<BusReport, { kind: K }>;

const WIRE_MS = 3;
export const perfect: Fault = (line) => [{ line, delayMs: WIRE_MS }];

/** The port is still closed: `feed({kind: "port-opened"})` starts the bus. */
export function createBusBench(
  boards: readonly BenchBoard[],
  config: Partial<HostLinkConfig> = {},
): BusBench {
  const time = createVirtualTime();
  const wire: Wire = { fault: perfect, acknowledges: true };
  const sent: { atMs: number; line: string }[] = [];
  const said: { atMs: number; report: BusReport }[] = [];
  const outputs: HostLinkOutput[] = [];
  const { hear, ...stations } = createBenchBoards(boards, time.nowMs);
  let link = initialHostLink({ ...defaults, boards: boards.map(hostBoard), ...config });
  let wakes = 0;
  let nonces = 0;

  const feed = (input: HostLinkInput): void => {
    const step = stepHostLink(link, input, time.nowMs());
    link = step.link;
    outputs.push(...step.outputs);
    for (const output of step.outputs) perform(output);
  };
  const ask = (wish: HostAsk): void => feed({ kind: "asked", ask: wish });
  const carry = (line: string, arrive: (line: string) => void): void => {
    for (const delivery of wire.fault(line)) {
      time.later(delivery.delayMs, () => arrive(delivery.line));
    }
  };
  const send = (line: string): void => {
    sent.push({ atMs: time.nowMs(), line });
    carry(line, (arrived) => {
      for (const reply of hear(arrived)) {
        carry(reply, (answer) => feed({ kind: "line-received", line: answer }));
      }
    });
  };
  const wakeAt = (atMs: number): void => {
    wakes += 1;
    const named = wakes;
    time.later(atMs - time.nowMs(), () => {
      if (named === wakes) feed({ kind: "woke" });
    });
  };
  const drawNonce = (addr: number): void => {
    nonces += 1;
    const nonce = nonces.toString(16).toUpperCase().padStart(16, "0");
    time.later(1, () => feed({ kind: "nonce-drawn", addr, nonce }));
  };
  const note = (report: BusReport): void => {
    said.push({ atMs: time.nowMs(), report });
    if (report.kind !== "board-event" || !wire.acknowledges) return;
    const { addr, boot, event } = report;
    time.later(2, () => ask({ kind: "ack", addr, boot, n: event.n }));
  };
  const perform = (output: HostLinkOutput): void => {
    if (output.kind === "send-line") send(output.line);
    if (output.kind === "wake-at") wakeAt(output.atMs);
    if (output.kind === "need-nonce") drawNonce(output.addr);
    if (output.kind === "report") note(output.report);
  };
  const reports = <K extends BusReport["kind"]>(kind: K): readonly ReportOf<K>[] =>
    said
      .map(({ report }) => report)
      .filter((report): report is ReportOf<K> => report.kind === kind);
  return { ...stations, time, wire, feed, ask, sent, said, outputs, reports };
}

const defaults = {
  carrier: "serial",
  baud: 115_200,
  idlePollMs: 250,
  watchPollMs: 50,
  keyedOnly: false,
  hmac: nodeHmac,
} as const;

function hostBoard({ addr, key, hostKey = key }: BenchBoard): HostLinkConfig["boards"][number] {
  return hostKey === undefined || hostKey === "none" ? { addr } : { addr, key: hostKey };
}

/** A bench that has greeted its boards and taken their first events and snapshots. */
export function createRunningBench(
  boards: readonly BenchBoard[] = [{ addr: 1 }],
  config: Partial<HostLinkConfig> = {},
): BusBench {
  const bench = createBusBench(boards, config);
  bench.feed({ kind: "port-opened" });
  bench.time.pass(1000);
  return bench;
}

/** The verb of a `>` or `<` line. */
export const verbOf = (line: string): string => /^.{9}([A-Z]+)/.exec(line)?.[1] ?? "";
export const addrOf = (line: string): number => Number.parseInt(line.slice(1, 3), 16);
/** The text of one field, or undefined. */
export const fieldOf = (line: string, key: string): string | undefined =>
  new RegExp(` ${key}=([^ *]+)`).exec(line)?.[1];
