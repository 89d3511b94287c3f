// A code reader on a serial port (USB-CDC or RS-232), by a path that stays the same over a replug.
import { SerialPort } from "serialport";
import { withPromptBinding } from "#adapters/serial-port/prompt-binding.ts";
import type { Scanner } from "#runtime/ports.ts";
import { type ScannerWorld, createScanner } from "./scanner-loop.ts";

export type SerialScannerOptions = { readonly path: string; readonly baud: number };

export function createSerialScanner(options: SerialScannerOptions, world: ScannerWorld): Scanner {
  const { path } = options;
  return createScanner(
    { where: `serial port ${path}`, read: (heard, signal) => readPort(options, heard, signal) },
    world,
  );
}

function readPort(
  { path, baud }: SerialScannerOptions,
  heard: (chunk: Uint8Array) => void,
  signal: AbortSignal,
): Promise<string> {
  const settings = { path, baudRate: baud, hupcl: false, lock: true, autoOpen: false };
  // Not for its promptness: the plain binding never notices a reader that is unplugged before its first read.
  const port = new SerialPort(withPromptBinding(settings));
  port.on("data", heard);
  return new Promise((resolve) => {
    function end(why: string): void {
      signal.removeEventListener("abort", stop);
      if (port.isOpen) port.close(() => resolve(why));
      else resolve(why);
    }
    const stop = (): void => end("stopped");
    signal.addEventListener("abort", stop);
    port.on("error", (error) => end(error.message));
    port.on("close", (error: Error | null | undefined) => end(error?.message ?? "closed"));
    port.open((error) => {
      if (error) end(error.message);
      else if (signal.aborted) stop();
    });
  });
}
