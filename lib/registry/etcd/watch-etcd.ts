import { backoffDelayMs } from '../../domain/backoff';
import { describeError, type ErrorCode } from '../../domain/errors';
import type { Notice, RegistryEvent } from '../port';
import type { EtcdClient } from './client';
import { deniedNotices, untilPermitted } from './denied-prefixes';
import type { KeyRange } from './key-range';
import type { Leases } from './leases';
import type { Ledger } from './ledger';
import { LinkState } from './link-state';
import type { Listing } from './list';
import type { EtcdDeps, EtcdOptions } from './options';
import type { Progress } from './places';
import { watchSession } from './session';
import { type TakenList, takeList } from './take-list';
import { toBatches } from './to-batches';

export interface WatchContext {
  readonly options: EtcdOptions;
  readonly deps: EtcdDeps;
  readonly client: EtcdClient;
  readonly leases: Leases;
  readonly ledger: Ledger;
  readonly ranges: readonly KeyRange[];
  /** Notices of the configuration itself. */
  readonly notices: readonly Notice[];
}

const FIRST_PAGE = 200;
const SILENCE_MS = 2_000;
/** A connection that was live for so long was no accident: the next failure is a first one again. */
const STEADY_MS = 5_000;

/** What a failure asks for beside another try: everything anew, another member, or another token. */
const REMEDY: Partial<Record<ErrorCode, 'list' | 'member' | 'token'>> = {
  compacted: 'list',
  'index-reset': 'list',
  'permission-denied': 'list',
  unauthenticated: 'token',
  unreachable: 'member',
  timeout: 'member',
  'no-leader': 'member',
  unavailable: 'member',
  'rate-limited': 'member',
};

/** Lists, watches and recovers until the signal aborts. */
export async function* watchEtcd(
  context: WatchContext,
  signal: AbortSignal,
): AsyncGenerator<RegistryEvent, void, void> {
  const { client, deps, leases, ledger } = context;
  const link = new LinkState();
  let listing: Listing | null = null;
  let progress: Progress | null = null;
  let attempt = 0;
  while (!signal.aborted) {
    let liveAt = Number.POSITIVE_INFINITY;
    const round = new AbortController();
    const roundSignal = AbortSignal.any([signal, round.signal]);
    try {
      const isReturn = progress !== null;
      if (!progress || !listing) {
        const listContext = { client, pageSize: context.options.pageSize ?? FIRST_PAGE, signal };
        const taken = await takeList(listContext, context.ranges, ledger);
        listing = taken.listing;
        progress = progressFrom(taken);
        yield { kind: 'notices', notices: [...context.notices, ...deniedNotices(listing)] };
        yield taken.event;
      }
      leases.run(roundSignal);
      if (listing.denied.length > 0) {
        untilPermitted({ client, clock: deps.clock }, listing, roundSignal).then(
          () => round.abort(),
          () => {},
        );
      }
      const session = { client, deps, silenceMs: context.options.silenceMs ?? SILENCE_MS, signal: roundSignal };
      for await (const step of watchSession(session, progress, isReturn)) {
        if (step.kind === 'live') {
          liveAt = deps.clock.now();
          yield* link.live();
        } else {
          attempt = 0;
          yield* await toBatches({ client, ledger, leases, clock: deps.clock, signal }, step);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      // A prefix may be read at last: a new list has it.
      if (round.signal.aborted) {
        progress = null;
        continue;
      }
      if (deps.clock.now() - liveAt >= STEADY_MS) attempt = 0;
      const { code, detail } = describeError(error);
      deps.log.warn({ registry: context.options.id, code, detail, attempt }, 'etcd watch interrupted');
      yield* link.stale(code, detail);
      const remedy = REMEDY[code];
      if (remedy === 'list') progress = null;
      if (remedy === 'token') client.forgetToken();
      if (remedy === 'member') client.rotate();
    } finally {
      round.abort();
    }
    await deps.clock.sleep(backoffDelayMs(attempt, deps.random), signal).catch(() => {});
    attempt += 1;
  }
}

function progressFrom({ listing, witness }: TakenList): Progress {
  const next = Number(listing.header.revision) + 1;
  return { header: listing.header, places: listing.readable.map((range) => ({ range, next })), witness };
}
