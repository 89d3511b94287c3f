// Runs the host's link machine over a port: real time in, lines out, reports to whoever listens.
// Every rule of the protocol is the machine's; everything about the port is the keeper's. Here the two only meet.
import { createHmac } from "node:crypto";
import { assert } from "#domain/assert.ts";
import { initialHostLink, stepHostLink } from "#protocol/host-link.ts";
import type {
  BusReport,
  HostAsk,
  HostLinkConfig,
  HostLinkInput,
  HostLinkOutput,
  Hmac,
} from "#protocol/host-link-types.ts";
import type { Clock } from "#runtime/ports.ts";
import type { Carrier } from "./carrier.ts";
import { PortKeeper, type PortWorld } from "./port-keeper.ts";

const NONCE_BYTES = 8;
/** A report may make the listener ask, and an ask may make a report: more than this at once is a loop. */
const INPUTS_MAX = 1024;

export type DriverWorld = PortWorld & { readonly clock: Clock };
export type DriverOptions = {
  readonly bus: string;
  readonly link: Omit<HostLinkConfig, "hmac">;
  readonly carrier: Carrier;
  readonly report: (report: BusReport) => void;
};

export class LinkDriver {
  readonly #world: DriverWorld;
  readonly #report: (report: BusReport) => void;
  readonly #port: PortKeeper;
  readonly #inputs: HostLinkInput[] = [];
  #link: ReturnType<typeof initialHostLink>;
  #stepping = false;
  #cancelWake = (): void => undefined;

  constructor(options: DriverOptions, world: DriverWorld) {
    this.#world = world;
    this.#report = options.report;
    this.#link = initialHostLink({ ...options.link, hmac });
    this.#port = new PortKeeper(options.bus, options.carrier, world, {
      opened: () => this.#take({ kind: "port-opened" }),
      closed: () => this.#take({ kind: "port-closed" }),
      line: (line) => this.#take({ kind: "line-received", line }),
    });
  }

  start(): Promise<void> {
    return this.#port.start();
  }

  async stop(): Promise<void> {
    this.#cancelWake();
    await this.#port.stop();
  }

  ask(ask: HostAsk): void {
    this.#take({ kind: "asked", ask });
  }

  /** One input after the other, also when a report makes the listener ask at once. */
  #take(input: HostLinkInput): void {
    assert(this.#inputs.length < INPUTS_MAX, "asks and reports of a bus come to an end");
    this.#inputs.push(input);
    if (this.#stepping) return;
    this.#stepping = true;
    for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
      this.#step(next);
    }
    this.#stepping = false;
  }

  #step(input: HostLinkInput): void {
    const step = stepHostLink(this.#link, input, this.#world.clock.now().monoMs);
    this.#link = step.link;
    for (const output of step.outputs) this.#perform(output);
  }

  #perform(output: HostLinkOutput): void {
    switch (output.kind) {
      case "send-line":
        this.#port.send(output.line);
        return;
      case "wake-at":
        this.#wakeAt(output.atMs);
        return;
      case "reopen-port":
        this.#port.reopen();
        return;
      case "need-nonce":
        this.#take({ kind: "nonce-drawn", addr: output.addr, nonce: this.#drawNonce() });
        return;
      case "report":
        if (output.report.kind === "board-greeted") this.#port.prove();
        this.#report(output.report);
        return;
    }
  }

  #wakeAt(atMs: number): void {
    this.#cancelWake();
    const delayMs = Math.max(0, atMs - this.#world.clock.now().monoMs);
    this.#cancelWake = this.#world.timers.after(delayMs, () => this.#take({ kind: "woke" }));
  }

  /** [LL-6.1]: the host's number is random, never used twice. */
  #drawNonce(): string {
    const bytes = this.#world.random.bytes(NONCE_BYTES);
    return Buffer.from(bytes).toString("hex").toUpperCase();
  }
}

const hmac: Hmac = (key, text) => createHmac("sha256", key).update(text, "latin1").digest();
