import type { Batch } from '../../domain/catalog';
import type { RemovalCause } from '../../domain/change';
import { type Clock, isoTime } from '../../domain/clock';
import { NO_WORD } from '../../registry/memory/operators-word';
import { type HeldInstance, type MemoryRecord, observe } from '../../registry/memory/record';

/** What the embedded registry would have held and said, without anybody's waiting for it. */
export class PastRegistry {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #said: (batch: Batch) => void;
  readonly #records = new Map<string, MemoryRecord>();
  #position = 0;

  constructor(clock: Pick<Clock, 'now'>, said: (batch: Batch) => void) {
    this.#clock = clock;
    this.#said = said;
  }

  has(id: string): boolean {
    return this.#records.has(id);
  }

  /** Nobody counts heartbeats in the past: who misses them is told by {@link miss}. */
  heartbeat(id: string): boolean {
    return this.has(id);
  }

  put(instances: readonly HeldInstance[], removed: Batch['removed'] = []): void {
    const gone = removed.filter(({ id }) => this.#records.delete(id));
    this.#commit(
      instances.map((held) => this.#record(held, null)),
      gone,
    );
  }

  /** No heartbeat came for so long that it is critical. */
  miss(id: string): void {
    const record = this.#records.get(id);
    if (record) this.#commit([this.#record(record.held, this.#clock.now())], []);
  }

  remove(id: string, cause: RemovalCause): void {
    if (this.#records.delete(id)) this.#commit([], [{ id, cause }]);
  }

  /** Everything that is there. */
  list(): ReturnType<typeof observe>[] {
    return [...this.#records.values()].map(observe);
  }

  #record(held: HeldInstance, missedAt: number | null): MemoryRecord {
    const now = this.#clock.now();
    const heartbeatAt = missedAt === null ? now : missedAt - (held.ttlSeconds ?? 0) * 1_000;
    const aliveSince = held.registeredAt ?? isoTime(now);
    if (missedAt === null) return { held, word: NO_WORD, revision: '', heartbeatAt, aliveSince, missedAt };
    const { since: _, ...silent } = held;
    return { held: silent, word: NO_WORD, revision: '', heartbeatAt, aliveSince, missedAt };
  }

  #commit(written: readonly MemoryRecord[], removed: Batch['removed']): void {
    if (written.length + removed.length === 0) return;
    this.#position += 1;
    const records = written.map((record) => ({ ...record, revision: String(this.#position) }));
    for (const record of records) this.#records.set(record.held.id, record);
    this.#said({ removed, upserted: records.map(observe) });
  }
}
