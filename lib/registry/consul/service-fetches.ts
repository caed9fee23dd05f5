/** Fetches services, several at a time and each only once at a time. */
export interface ServiceFetches {
  /** Fetches now, or again after the fetch that is under way, which may have been answered before the change. */
  request(service: string): void;
  has(service: string): boolean;
}

export function createServiceFetches(fetch: (service: string) => Promise<void>, limit: number): ServiceFetches {
  const waiting = new Set<string>();
  const running = new Set<string>();

  function pump(): void {
    for (const service of waiting) {
      if (running.size >= limit) return;
      if (running.has(service)) continue;
      waiting.delete(service);
      running.add(service);
      fetch(service).finally(() => {
        running.delete(service);
        pump();
      });
    }
  }

  return {
    request(service) {
      waiting.add(service);
      pump();
    },
    has: (service) => waiting.has(service) || running.has(service),
  };
}
