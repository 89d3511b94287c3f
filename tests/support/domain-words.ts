// What an input is called in the state diagrams and in a failing test: a few words for each variant that may lead elsewhere.
// Buttons stand in brackets.
import type { RecordedEvent } from "#domain/facts.ts";
import type { State } from "#domain/state.ts";
import type { AnswerInput, BoardInput, Input, OpenAnswer, ScreenInput } from "#domain/inputs.ts";

/** `before`: the state that it comes into, which knows under which boot a result was asked. */
export function wordsOf(input: Input, before: State): string {
  switch (input.kind) {
    case "started":
      return "a restart";
    case "time-passed":
      return "time";
    case "clock-stepped":
      return "the clock steps";
    case "screen":
      return screenWords(input.input);
    case "board":
      return boardWords(input.input, before);
    case "desk":
      return `desk ${input.input.kind}`;
    case "answer":
      return answerWords(input.input);
  }
}

function screenWords(input: ScreenInput): string {
  switch (input.kind) {
    case "key-pressed":
      return input.key === "enter" ? "enter" : "a key";
    case "choice-made":
      return `[${input.choice}]`;
    case "language-chosen":
      return "a language";
    case "moved":
      return "an arrow";
    case "display-changed":
      return "a display";
    case "code-scanned":
      if (input.text.startsWith("L24B:")) return "a badge";
      return input.text.startsWith("LABEL") ? "a label" : "a QR";
  }
}

function boardWords(input: BoardInput, { durable: { grant } }: State): string {
  switch (input.kind) {
    case "board-event-read":
      return eventWords(input.event);
    case "open-answered":
      return openWords(input.answer);
    case "result-answered":
      if (grant !== undefined && input.boot !== grant.boot) return "a result of another boot";
      return input.result === undefined ? "no result" : `result ${input.result}`;
    case "board-greeted":
      return "the board greets";
    case "board-snapshot-read":
      return "a snapshot";
    case "board-events-missed":
    case "board-suspected":
    case "board-lost":
    case "board-returned":
    case "second-host-heard":
      return input.kind;
  }
}

function openWords(answer: OpenAnswer): string {
  switch (answer.kind) {
    case "accepted":
      return "ACC";
    case "duplicate":
      return answer.firstSend ? "DUP of nothing sent" : "DUP";
    case "refused":
      return answer.code === "SEQ" ? "ERR SEQ" : "ERR";
    case "unanswered":
      return "no answer";
    case "unsent":
      return "never sent";
  }
}

function eventWords(event: RecordedEvent): string {
  switch (event.kind) {
    case "door":
      return event.state === "open" ? "the door opens" : "the door closes";
    case "drive":
      return event.state === "ok" ? "the coil was driven" : "the coil is broken";
    case "opfail":
      return "the door did not open";
    case "item":
      return `the item reads ${event.state}`;
    case "boot":
    case "vend":
    case "tamper":
    case "hostlost":
    case "lost":
      return `event ${event.kind}`;
  }
}

function answerWords(input: AnswerInput): string {
  switch (input.kind) {
    case "code-checked":
      if (!input.right) return "a wrong code";
      return input.birthDateRight === false ? "a right code with a wrong date" : "a right code";
    case "birth-dates-matched":
      return input.matched.length === 0 ? "nobody's birth date" : "a birth date of the group";
    case "holder-found":
      return input.found.length === 0 ? "nobody's telephone" : "a known telephone";
    case "document-looked-up":
      return input.pickup === undefined ? "an unknown label" : "a known label";
    case "badge-read":
      return "the badge was read";
    case "totp-checked":
      return input.valid ? "a right one-time code" : "a wrong one-time code";
    case "message-accepted":
    case "message-refused":
    case "door-history-read":
    case "devices-read":
    case "bus-trace-read":
    case "support-bundle-made":
      return input.kind;
  }
}
