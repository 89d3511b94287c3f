// Somebody wants us to end: a signal, or the process that started us is gone. One promise for all of them.

const REQUESTS = ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const;

export type StopRequest = {
  /** Settles with the first request. */
  readonly asked: Promise<void>;
  /** Stops listening: afterwards a signal ends the process, and an open channel does not keep it alive. */
  readonly release: () => void;
};

export function listenForStop(): StopRequest {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const onRequest = (): void => resolve();
  for (const request of REQUESTS) process.on(request, onRequest);
  const release = (): void => {
    for (const request of REQUESTS) process.off(request, onRequest);
  };
  return { asked, release };
}
