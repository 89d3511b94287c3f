// The lock bus of a controller without a wire: every board answers at once, and a door opens when it is told to.
// What a person does behind the door is said by whoever measures. Answers wait until the step that caused them is over.
import type { BoardInput } from "#domain/inputs.ts";
import type { Site } from "#domain/site.ts";
import type { LockBus } from "#runtime/ports.ts";

const BOOT = "5D21E0C4";
type Pulse = Parameters<LockBus["open"]>[0];

const nothing = (): void => undefined;

export class InstantBoards {
  readonly bus: LockBus;
  readonly #site: Site;
  readonly #report: (input: BoardInput) => void;
  readonly #waiting: BoardInput[] = [];
  readonly #newestEvents = new Map<string, number>();
  #opened: Pulse | undefined;

  constructor(site: Site, report: (input: BoardInput) => void) {
    this.#site = site;
    this.#report = report;
    this.bus = {
      id: "a",
      open: (pulse) => this.#open(pulse),
      askResult: nothing,
      acknowledge: nothing,
      readBoard: (board) => this.#showDoors(board),
      watch: nothing,
      clearSecondHost: nothing,
      setLight: nothing,
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    };
  }

  greet(): void {
    for (const board of this.#site.boards) {
      const channels = [...this.#site.compartments.values()].filter(
        (at) => at.board === board,
      ).length;
      this.#waiting.push({ kind: "board-greeted", board, boot: BOOT, channels, highestOp: 0 });
      this.#showDoors(board);
    }
    this.settle();
  }

  /** Somebody puts a document in or takes it out of the door that stands open, and closes it. */
  use(item: "present" | "absent"): void {
    if (this.#opened === undefined) throw new Error("no door was opened");
    const { channel } = this.#opened;
    this.#event({ kind: "item", channel, state: item });
    this.#event({ kind: "door", channel, state: "closed" });
    this.#opened = undefined;
    this.settle();
  }

  settle(): void {
    for (let input = this.#waiting.shift(); input !== undefined; input = this.#waiting.shift())
      this.#report(input);
  }

  #open(pulse: Pulse): void {
    const { board, channel, op } = pulse;
    this.#opened = pulse;
    this.#waiting.push({ kind: "open-answered", board, op, answer: { kind: "accepted" } });
    this.#event({ kind: "drive", channel, state: "ok", op });
    this.#event({ kind: "door", channel, state: "open", op });
  }

  #event(event: Extract<BoardInput, { readonly kind: "board-event-read" }>["event"]): void {
    const board = this.#opened?.board;
    if (board === undefined) return;
    const n = (this.#newestEvents.get(board) ?? 0) + 1;
    this.#newestEvents.set(board, n);
    this.#waiting.push({ kind: "board-event-read", board, boot: BOOT, n, tMs: n, event });
  }

  #showDoors(board: Pulse["board"]): void {
    const snapshot = {
      newestEvent: this.#newestEvents.get(board) ?? 0,
      openDoors: [],
      unknownDoors: [],
      presentItems: [],
      unknownItems: [],
    };
    this.#waiting.push({ kind: "board-snapshot-read", board, boot: BOOT, snapshot });
  }
}
