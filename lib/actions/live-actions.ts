import { isoTime } from '../domain/clock';
import type { ActionStore } from './action-store';
import type { ActionsDeps } from './actions';
import { Claims } from './claims';
import { type Credentials, LiveAction, type LiveDeps } from './live-action';
import { Publisher } from './publisher';
import { Sightings } from './sightings';
import { Slots } from './slots';
import { type StoredAction, toAction } from './stored-action';

/** How long an action belongs to the process that claimed it, in milliseconds. */
export const CLAIM_MS = 15_000;
const RENEW_MS = 5_000;
const LOOK_MS = 2_000;
/** How far the clocks of several processes may differ, in milliseconds. */
const SKEW_MS = 60_000;
const AT_ONCE = 8;
const FIRST_SHOWN = 200;

/** The actions that this process works on, and news of those that others do. */
export class LiveActions {
  readonly #deps: LiveDeps;
  readonly #claims: Claims;
  readonly #live = new Map<string, { readonly action: LiveAction; readonly ended: Promise<void> }>();
  readonly #slots = new Map<string, Slots>();
  readonly #stopping = new AbortController();
  /** When what is known of an action changed. */
  readonly #known = new Map<string, number>();
  #signal: AbortSignal = this.#stopping.signal;

  constructor(deps: ActionsDeps & { readonly store: ActionStore }) {
    const publisher = new Publisher((actions) => deps.feed.publishActions(actions), deps.clock);
    this.#claims = new Claims(deps.storage.db);
    this.#deps = {
      ...deps,
      sightings: new Sightings(deps.feed, deps.clock),
      slots: (registry) => this.#slotsOf(registry),
      publish: (action) => publisher.tell(action),
    };
  }

  /** One that is away must not keep the others waiting. */
  #slotsOf(registry: string): Slots {
    const slots = this.#slots.get(registry) ?? new Slots(AT_ONCE);
    this.#slots.set(registry, slots);
    return slots;
  }

  /** One that this process works on, as it stands. */
  get(id: string): StoredAction | undefined {
    return this.#live.get(id)?.action.stored;
  }

  /** Begins to work on one that is kept and claimed. */
  begin(stored: StoredAction, { credentials, isNew }: { credentials: Credentials; isNew: boolean }): void {
    if (this.#live.has(stored.id)) return;
    const action = new LiveAction(stored, { credentials, isNew }, this.#deps);
    this.#deps.publish(toAction(stored));
    const ended = action.run(this.#signal).then(() => void this.#live.delete(stored.id));
    this.#live.set(stored.id, { action, ended });
  }

  /** Asks to take one back now, whoever works on it. */
  async revert(id: string, { by, credentials }: { readonly by: string; readonly credentials: Credentials }) {
    const { store, clock } = this.#deps;
    const now = clock.now();
    await store.askRevert(id, by, now);
    const live = this.#live.get(id);
    if (live) live.action.askRevert(by, now, credentials);
    else await this.#claim(new Map([[id, credentials]]));
  }

  /** Takes up what is open, and keeps it claimed, until the signal aborts; then leaves it to others. */
  async run(signal: AbortSignal): Promise<void> {
    const { store, feed, log, replica } = this.#deps;
    signal.addEventListener('abort', () => this.#stopping.abort(), { once: true });
    if (signal.aborted) this.#stopping.abort();
    const { items } = await store.list({ limit: FIRST_SHOWN });
    feed.publishActions(items.map(toAction));
    await Promise.all([this.#every(RENEW_MS, () => this.#claim(new Map())), this.#every(LOOK_MS, () => this.#look())]);
    await Promise.all([...this.#live.values()].map(({ ended }) => ended));
    await this.#claims.release(replica).catch((error: unknown) => log.warn({ err: error }, 'claims-not-released'));
  }

  async #every(ms: number, work: () => Promise<void>): Promise<void> {
    while (!this.#signal.aborted) {
      await work().catch((error: unknown) => this.#deps.log.warn({ err: error }, 'actions-not-read'));
      await this.#deps.clock.sleep(ms, this.#signal).catch(() => undefined);
    }
  }

  /** Renews what is one's own and takes up what is nobody's. */
  async #claim(credentials: ReadonlyMap<string, Credentials>): Promise<void> {
    const { store, clock, replica } = this.#deps;
    const now = clock.now();
    const before = [...this.#live.keys()];
    const mine = new Set(await this.#claims.claim({ by: replica, until: now + CLAIM_MS }, now));
    for (const id of before) if (!mine.has(id)) await this.#mayBeLost(id);
    for (const id of mine) {
      if (this.#live.has(id) || this.#signal.aborted) continue;
      const stored = await store.get(id);
      if (stored) this.begin(stored, { credentials: credentials.get(id) ?? new Map(), isNew: false });
    }
  }

  /** One that is no longer one's own has been taken over, or has just ended. */
  async #mayBeLost(id: string): Promise<void> {
    const live = this.#live.get(id);
    if (live && (await this.#claims.ownerOf(id)) !== this.#deps.replica) live.action.abandon();
  }

  /** Shows what other processes did, and hears what was asked of them about one's own. */
  async #look(): Promise<void> {
    const { store, clock, log, publish } = this.#deps;
    const since = clock.now() - SKEW_MS;
    for (const [id, at] of this.#known) if (at < since) this.#known.delete(id);
    for (const { id, changed_at: changedAt, revert_at: dueAt, revert_by: by } of await store.changedSince(since)) {
      if (this.#known.get(id) === changedAt) continue;
      this.#known.set(id, changedAt);
      const live = this.#live.get(id)?.action;
      if (!live) {
        const stored = await store.get(id);
        if (stored) publish(toAction(stored));
      } else if (by !== null && dueAt !== null && live.stored.dueAt !== dueAt) {
        live.askRevert(by, dueAt, new Map());
        log.info({ action: id, at: isoTime(dueAt) }, 'revert-asked-elsewhere');
      }
    }
  }
}
