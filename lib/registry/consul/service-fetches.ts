/** Fetches services, several at a time and each only once at a time. */
export interface ServiceFetches {
  /**
   * Fetches now, or again after the fetch that is under way, which may have been answered before the change. Resolves
   * when it is done.
   */
  request(service: string): Promise<void>;
  has(service: string): boolean;
}

export function createServiceFetches(fetch: (service: string) => Promise<void>, limit: number): ServiceFetches {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  const running = new Set<string>();

  function pump(): void {
    for (const [service, { resolve }] of waiting) {
      if (running.size >= limit) return;
      if (running.has(service)) continue;
      waiting.delete(service);
      running.add(service);
      fetch(service).finally(() => {
        running.delete(service);
        resolve();
        pump();
      });
    }
  }

  return {
    request(service) {
      const request = waiting.get(service) ?? Promise.withResolvers<void>();
      waiting.set(service, request);
      pump();
      return request.promise;
    },
    has: (service) => waiting.has(service) || running.has(service),
  };
}
