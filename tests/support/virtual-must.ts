// Unwraps what a test knows to be right; anything else is a mistake in the test and stops it.
import type { Result } from "#domain/result.ts";

export function must<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.error)}`);
  return result.value;
}
