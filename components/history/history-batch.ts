import type { Bucket } from '@/lib/domain/history';
import { serviceKey } from '@/lib/view/service-key';

export interface ServiceName {
  readonly registry: string;
  readonly service: string;
}

/** What `GET /api/v1/histories` answers. */
export interface Histories {
  readonly items: readonly (ServiceName & { readonly buckets: readonly Bucket[] })[];
}

type Buckets = readonly Bucket[];

interface Waiting {
  readonly name: ServiceName;
  readonly signal: AbortSignal;
  readonly resolve: (buckets: Buckets) => void;
  readonly reject: (error: unknown) => void;
}

/** Rows that scroll by within this long, in milliseconds, are never asked for. */
const SETTLE_MS = 30;
/** As many as one request may ask for, and as long as its address may become. */
const MOST = 60;
const MOST_CHARACTERS = 6_000;

/**
 * Collects what single rows ask for into a few requests. `ask` is given names and the rest of the question, which only
 * rows of one request share.
 */
export function createHistoryBatch(
  ask: (names: readonly ServiceName[], question: string) => Promise<Histories>,
): (name: ServiceName, question: string, signal: AbortSignal) => Promise<Buckets> {
  const queues = new Map<string, Waiting[]>();

  async function flush(question: string): Promise<void> {
    const waiting = (queues.get(question) ?? []).filter(({ signal }) => !signal.aborted);
    queues.delete(question);
    await Promise.all(
      partsOf(waiting).map(async (part) => {
        try {
          const { items } = await ask(
            part.map(({ name }) => name),
            question,
          );
          const found = new Map(items.map((item) => [serviceKey(item.registry, item.service), item.buckets]));
          for (const { name, resolve } of part) resolve(found.get(serviceKey(name.registry, name.service)) ?? []);
        } catch (error) {
          for (const { reject } of part) reject(error);
        }
      }),
    );
  }

  return (name, question, signal) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(question);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (queue) queue.push({ name, signal, resolve, reject });
      else {
        queues.set(question, [{ name, signal, resolve, reject }]);
        setTimeout(() => void flush(question), SETTLE_MS);
      }
    });
}

function partsOf(waiting: readonly Waiting[]): Waiting[][] {
  const parts: Waiting[][] = [];
  let room = 0;
  for (const one of waiting) {
    const characters = encodeURIComponent(serviceKey(one.name.registry, one.name.service).toWellFormed()).length + 4;
    const last = parts.at(-1);
    if (last && last.length < MOST && room >= characters) {
      last.push(one);
      room -= characters;
    } else {
      parts.push([one]);
      room = MOST_CHARACTERS - characters;
    }
  }
  return parts;
}
