// Lets bytes through as fast as a UART would, measured by elapsed time since timers are coarser than a byte.
// 8N1: ten bits to a byte [LL-1.1]. Holds at most `capacityBytes`; what comes on top is lost, as in a UART overrun.

export type Pacer = { readonly push: (bytes: Buffer) => void; readonly clear: () => void };

const capacityBytes = 65_536;
const tickMs = 1;

export function createPacer(baud: number, emit: (bytes: Buffer) => void): Pacer {
  const bytesPerMs = baud / 10_000;
  let waiting = Buffer.alloc(0);
  let pacedUntilMs = 0;
  let timer: NodeJS.Timeout | undefined;

  function tick(): void {
    const elapsedMs = performance.now() - pacedUntilMs;
    const count = Math.min(waiting.length, Math.floor(elapsedMs * bytesPerMs));
    const due = waiting.subarray(0, count);
    waiting = waiting.subarray(count);
    pacedUntilMs += count / bytesPerMs;
    timer = waiting.length > 0 ? setTimeout(tick, tickMs) : undefined;
    if (count > 0) emit(due);
  }

  return {
    push(bytes) {
      if (waiting.length === 0) pacedUntilMs = performance.now();
      waiting = Buffer.concat([waiting, bytes.subarray(0, capacityBytes - waiting.length)]);
      if (waiting.length > 0) timer ??= setTimeout(tick, tickMs);
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      waiting = Buffer.alloc(0);
    },
  };
}
