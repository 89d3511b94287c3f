// Which drawing each screen gets, and in which tone. A new screen must be given both, or nothing compiles.
import type { ScreenName } from "./texts.ts";

export type Family =
  | "home"
  | "keypad"
  | "message"
  | "door"
  | "list"
  | "menu"
  | "warning"
  | "touch"
  | "workshop";
/** The picture beside a message. Colour never says more than the picture does. */
export type Tone = "onward" | "wait" | "good" | "question" | "trouble" | "stopped" | "scan";

export const families: Readonly<Record<ScreenName, readonly [Family, Tone]>> = {
  "out-of-service": ["message", "stopped"],
  "citizen-home": ["home", "onward"],
  "citizen-help": ["message", "question"],
  "citizen-privacy": ["message", "question"],
  "citizen-telephone": ["keypad", "onward"],
  "citizen-holder-date": ["keypad", "onward"],
  "citizen-code-sent": ["message", "good"],
  "citizen-sending-locked": ["message", "stopped"],
  "citizen-code": ["keypad", "onward"],
  "citizen-birth-date": ["keypad", "onward"],
  "citizen-group-date": ["keypad", "onward"],
  "citizen-also-qr": ["message", "scan"],
  "citizen-also-code": ["keypad", "onward"],
  "citizen-checking": ["message", "wait"],
  "citizen-wrong": ["message", "trouble"],
  "citizen-typing-locked": ["message", "stopped"],
  "citizen-not-here": ["message", "onward"],
  "citizen-needs-staff": ["message", "onward"],
  "citizen-hand-in": ["message", "onward"],
  "citizen-hand-in-open": ["door", "good"],
  "citizen-hand-in-check": ["message", "question"],
  "citizen-door-opening": ["door", "wait"],
  "citizen-door-jammed": ["door", "trouble"],
  "citizen-plan-b": ["message", "trouble"],
  "citizen-door-open": ["door", "good"],
  "citizen-door-still-open": ["door", "trouble"],
  "citizen-taken": ["message", "question"],
  "citizen-next-door": ["door", "onward"],
  "citizen-done": ["message", "good"],
  "more-time": ["warning", "question"],
  "staff-totp": ["keypad", "onward"],
  "staff-checking": ["message", "wait"],
  "staff-refused": ["message", "trouble"],
  "clerk-witness": ["message", "scan"],
  "clerk-witness-code": ["keypad", "onward"],
  "clerk-menu": ["menu", "question"],
  "clerk-scan": ["message", "scan"],
  "clerk-scan-refused": ["message", "trouble"],
  "clerk-door-opening": ["door", "wait"],
  "clerk-door-open": ["door", "good"],
  "clerk-door-failed": ["door", "trouble"],
  "clerk-deposit-check": ["message", "question"],
  "clerk-deposited": ["message", "good"],
  "clerk-undone": ["message", "good"],
  "clerk-take-back-reason": ["message", "question"],
  "clerk-round-check": ["message", "scan"],
  "clerk-round-done": ["message", "good"],
  "clerk-round-left": ["message", "onward"],
  "clerk-take-back-list": ["list", "onward"],
  "clerk-extend-list": ["list", "onward"],
  "clerk-take-back-check": ["message", "question"],
  "clerk-inspect-list": ["list", "onward"],
  "clerk-inspect-check": ["message", "question"],
  "clerk-inspect-label": ["message", "scan"],
  "technician-menu": ["workshop", "question"],
  "technician-wall": ["workshop", "onward"],
  "technician-door": ["workshop", "onward"],
  "technician-history": ["workshop", "onward"],
  "clerk-finished": ["menu", "good"],
  "technician-test-opening": ["door", "wait"],
  "technician-test-open": ["door", "good"],
  "technician-report": ["workshop", "onward"],
  "technician-devices": ["workshop", "onward"],
  "technician-commissioning": ["workshop", "onward"],
  "technician-hand": ["door", "question"],
  "technician-confirm": ["door", "question"],
  "clerk-not-ready": ["menu", "stopped"],
  "technician-scanner": ["message", "scan"],
  "technician-sound": ["message", "question"],
  "technician-touch": ["touch", "onward"],
  "technician-trace": ["workshop", "onward"],
  "technician-bundle": ["message", "onward"],
};
