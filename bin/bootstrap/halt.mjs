// The one way the bootstrap gives up: one sentence on stderr and an exit code of docs/exit-codes.md. Never a stack trace.

/** sysexits EX_UNAVAILABLE: something outside the program is missing. */
const UNAVAILABLE = 69;

/**
 * @param {string} sentence what is wrong, where, and what to do
 * @returns {never}
 */
export function halt(sentence) {
  process.stderr.write(`loket24: ${sentence}\n`);
  process.exit(UNAVAILABLE);
}

/**
 * Progress goes to stderr: stdout belongs to the command, which may be an export.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`loket24: ${sentence}\n`);
}
