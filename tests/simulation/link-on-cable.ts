// The real link machine over a simulated cable, on one thread: what `LinkDriver` and `PortKeeper` do over a real port.
// While its bus is idle it jumps; how often, and how many exchanges were done and how many reckoned, is counted.
import type { Driver } from "#adapters/bus/line-bus.ts";
import { initialHostLink, stepHostLink } from "#protocol/host-link.ts";
import type {
  BusReport,
  HostAsk,
  HostLinkConfig,
  HostLinkInput,
  HostLinkOutput,
} from "#protocol/host-link-types.ts";
import type { Cable, CableEnd } from "#simulator/world/cable.ts";
import { hmac } from "#simulator/hmac.ts";
import type { Chance } from "#simulator/world/chance.ts";
import type { Queue } from "#simulator/world/queue.ts";
import { jumpIdle } from "./idle-jump.ts";

export type Exchanges = { executed: number; jumped: number };

export type LinkNeeds = {
  readonly cable: Cable;
  readonly queue: Queue;
  readonly chance: Chance;
  /** The world's time at which this run's clock was 0. */
  readonly bootedMs: number;
  readonly isAlive: () => boolean;
  readonly report: (report: BusReport) => void;
  readonly exchanges: Exchanges;
  /** Until when, in the world's time, idle polling may be jumped; `undefined`: not now. */
  readonly mayJump: () => { readonly untilMs: number; readonly mayRead: boolean } | undefined;
};

const RETRY_MS = { first: 250, longest: 10_000 };
/** A jump over less than this costs more than it saves. */
const JUMP_LEAST_MS = 60;

export class LinkOnCable implements Driver {
  readonly #needs: LinkNeeds;
  readonly #inputs: HostLinkInput[] = [];
  readonly #end: CableEnd;
  #link: ReturnType<typeof initialHostLink>;
  #stepping = false;
  #retryMs = RETRY_MS.first;
  #cancelWake = (): void => undefined;

  constructor(config: Omit<HostLinkConfig, "hmac">, needs: LinkNeeds) {
    this.#needs = needs;
    this.#link = initialHostLink({
      ...config,
      hmac,
    });
    this.#end = {
      line: (line) => this.#alive(() => this.#hear(line)),
      closed: () => this.#alive(() => this.#lose()),
    };
  }

  /** As it is now; whether it is calm is judged from it. */
  get link(): ReturnType<typeof initialHostLink> {
    return this.#link;
  }

  get cable(): Cable {
    return this.#needs.cable;
  }

  async start(): Promise<void> {
    this.#open();
  }

  async stop(): Promise<void> {
    this.#cancelWake();
    this.#needs.cable.close(this.#end);
  }

  ask(ask: HostAsk): void {
    this.#take({ kind: "asked", ask });
  }

  #alive(act: () => void): void {
    if (this.#needs.isAlive()) act();
  }

  #hear(line: string): void {
    this.#needs.exchanges.executed += 1;
    this.#take({ kind: "line-received", line });
    this.#jump();
  }

  #open(): void {
    const { cable } = this.#needs;
    if (cable.open(this.#end) !== undefined) {
      this.#openLater();
      return;
    }
    this.#take({ kind: "port-opened" });
  }

  #lose(): void {
    this.#take({ kind: "port-closed" });
    this.#openLater();
  }

  #openLater(): void {
    const { queue, chance } = this.#needs;
    const delayMs = this.#retryMs + chance.below(Math.ceil(this.#retryMs / 4));
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS.longest);
    queue.after(delayMs, () => this.#alive(() => this.#open()));
  }

  /** One input after the other, also when a report makes the listener ask at once. */
  #take(input: HostLinkInput): void {
    this.#inputs.push(input);
    if (this.#stepping) return;
    this.#stepping = true;
    for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
      const step = stepHostLink(this.#link, next, this.#nowMs());
      this.#link = step.link;
      for (const output of step.outputs) this.#perform(output);
    }
    this.#stepping = false;
  }

  #nowMs(): number {
    return this.#needs.queue.nowMs() - this.#needs.bootedMs;
  }

  #perform(output: HostLinkOutput): void {
    const { cable, chance, report } = this.#needs;
    switch (output.kind) {
      case "send-line":
        cable.send(this.#end, output.line);
        return;
      case "wake-at":
        this.#wakeAt(output.atMs);
        return;
      case "reopen-port":
        cable.close(this.#end);
        this.#lose();
        return;
      case "need-nonce": {
        const nonce = Buffer.from(chance.bytes(8)).toString("hex").toUpperCase();
        this.#take({ kind: "nonce-drawn", addr: output.addr, nonce });
        return;
      }
      case "report":
        if (output.report.kind === "board-greeted") this.#retryMs = RETRY_MS.first;
        report(output.report);
        return;
    }
  }

  #wakeAt(atMs: number): void {
    this.#cancelWake();
    const wake = (): void => this.#alive(() => this.#take({ kind: "woke" }));
    this.#cancelWake = this.#needs.queue.after(Math.max(0, atMs - this.#nowMs()), wake, "wire");
  }

  #jump(): void {
    const { cable, bootedMs, exchanges, mayJump } = this.#needs;
    const may = mayJump();
    if (may === undefined || may.untilMs - bootedMs - this.#nowMs() < JUMP_LEAST_MS) return;
    const until = { horizonMs: may.untilMs - bootedMs, bootedMs, mayRead: may.mayRead };
    const jumped = jumpIdle(this.#link, cable, until);
    if (jumped === undefined) return;
    this.#link = jumped.link;
    exchanges.jumped += jumped.exchanges;
    this.#wakeAt(jumped.link.wakeAtMs ?? Infinity);
  }
}
