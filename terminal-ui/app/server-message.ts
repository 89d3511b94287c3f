// Reads what the controller sends. It is our own server: the shape is checked as far as a mistake would blank the page.
import type { ServerMessage } from "#api/terminal-messages.ts";
import { families } from "./families.ts";

/** `undefined`: not a screen that this page can draw, as after an update of the controller alone. */
export function readServerMessage(text: string): ServerMessage | undefined {
  const message = parse(text);
  return isDrawable(message) ? message : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isDrawable(message: unknown): message is ServerMessage {
  if (!isObject(message) || message["kind"] !== "screen") return false;
  const { screen } = message;
  return (
    isObject(screen) &&
    typeof screen["name"] === "string" &&
    Object.hasOwn(families, screen["name"]) &&
    Array.isArray(screen["choices"])
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
