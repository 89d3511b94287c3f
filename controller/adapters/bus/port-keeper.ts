// Keeps one carrier open for as long as the bus runs: tries again forever, less and less often, and complains once per change.
// What is sent over it and what comes back is the link's; this only knows open and closed.
import type { Log, Random } from "#runtime/ports.ts";
import type { Carrier, CarrierListener, Connection } from "./carrier.ts";
import type { Timers } from "./timers.ts";

const RETRY_MS = { first: 250, longest: 10_000 };

export type PortEvents = {
  readonly opened: () => void;
  readonly closed: () => void;
  readonly line: (line: string) => void;
};
export type PortWorld = { readonly timers: Timers; readonly random: Random; readonly log: Log };

export class PortKeeper {
  readonly #bus: string;
  readonly #carrier: Carrier;
  readonly #world: PortWorld;
  readonly #events: PortEvents;
  #connection: Connection | undefined;
  /** Counts openings and closings: whatever an older one still says is not listened to. */
  #era = 0;
  #failures = 0;
  #complaint: string | undefined;
  #running = false;
  #settled: Promise<void> = Promise.resolve();
  #cancelRetry = (): void => undefined;

  constructor(bus: string, carrier: Carrier, world: PortWorld, events: PortEvents) {
    this.#bus = bus;
    this.#carrier = carrier;
    this.#world = world;
    this.#events = events;
  }

  /** Resolves when the first try has ended, well or not. */
  start(): Promise<void> {
    this.#running = true;
    return this.#open();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelRetry();
    this.#release();
    await this.#settled;
  }

  send(line: string): void {
    this.#connection?.send(line);
  }

  /** Something sensible came over this port: the next failure is a new one. */
  prove(): void {
    this.#failures = 0;
    this.#complaint = undefined;
  }

  /** Closes the port and opens it again, because nobody answers over it. */
  reopen(): void {
    if (this.#connection === undefined) return;
    this.#breakOff("no board answers over it");
  }

  #open(): Promise<void> {
    this.#era += 1;
    const era = this.#era;
    this.#settled = this.#settled.then(() => this.#tryOnce(era));
    return this.#settled;
  }

  async #tryOnce(era: number): Promise<void> {
    if (!this.#running) return;
    const opened = await this.#carrier.open(this.#listenerOf(era));
    if (era !== this.#era) {
      if (opened.ok) await opened.value.close();
      return;
    }
    if (!opened.ok) {
      this.#breakOff(opened.error);
      return;
    }
    this.#connection = opened.value;
    this.#world.log.step({ bus: this.#bus, port: "opened" });
    this.#events.opened();
  }

  #listenerOf(era: number): CarrierListener {
    return {
      line: (line) => {
        if (era === this.#era) this.#events.line(line);
      },
      closed: (why) => {
        if (era === this.#era) this.#breakOff(why);
      },
    };
  }

  #breakOff(why: string): void {
    const wasOpen = this.#connection !== undefined;
    this.#release();
    this.#complain(why);
    if (wasOpen) this.#events.closed();
    if (this.#running) this.#retryLater();
  }

  /** The next opening waits for this closing: a port cannot be had twice. */
  #release(): void {
    this.#era += 1;
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection === undefined) return;
    this.#settled = this.#settled.then(() => connection.close());
  }

  #retryLater(): void {
    const { random, timers } = this.#world;
    const delayMs = Math.min(RETRY_MS.first * 2 ** this.#failures, RETRY_MS.longest);
    if (delayMs < RETRY_MS.longest) this.#failures += 1;
    // Up to a quarter more, so that all buses of a town do not come back to one broker in the same instant.
    this.#cancelRetry = timers.after(
      delayMs + random.below(Math.ceil(delayMs / 4)),
      () => void this.#open(),
    );
  }

  #complain(why: string): void {
    if (why === this.#complaint) return;
    this.#complaint = why;
    const { where, advice } = this.#carrier;
    this.#world.log.warn(
      `Bus ${this.#bus} is down at ${where} (${why}): ${advice}. It is tried again until it works.`,
    );
  }
}
