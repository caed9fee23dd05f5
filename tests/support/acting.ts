import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '@/lib/access/caller';
import { type Actions, createActions } from '@/lib/actions/actions';
import type { SaidPolicies } from '@/lib/actions/said-policy';
import type { Action, StepState } from '@/lib/domain/action';
import type { NewAuditRecord } from '@/lib/domain/audit';
import { Feed } from '@/lib/feed/feed';
import { simulationAnswer } from '@/lib/simulator/simulation-answer';
import type { Simulator } from '@/lib/simulator/simulator';
import { openStorage } from '@/lib/storage/storage';
import { type ManualClock, manualClock } from './manual-clock';
import { quietLog } from './quiet-log';
import type { ScriptedRegistry } from './scripted-registry';
import { eventually } from './wait';

/** Actions over scripted registries, with a database and a clock of their own. */
export interface Acting extends AsyncDisposable {
  readonly actions: Actions;
  readonly feed: Feed;
  readonly clock: ManualClock;
  readonly audit: NewAuditRecord[];
  /** How many records each write of several at once held. */
  readonly batches: number[];
  /** Lets time pass, a bit at a time, until it is so. */
  until<T>(condition: () => T | Promise<T>): Promise<Exclude<T, false | undefined>>;
  /** Lets time pass until a step of an action has come to a state. */
  untilStep(id: string, state: StepState, position?: number): Promise<Action['steps'][number]>;
  /** Ends the process and begins another over the same database, so much later; the registries stay. */
  restart(afterMs?: number): Promise<void>;
}

/** The operator of a test. */
export function operator(given: Partial<Caller> = {}): Caller {
  return {
    identity: { name: 'ada', role: 'operator', scope: null, via: 'session' },
    source: '192.0.2.1',
    session: null,
    credentialFor: () => undefined,
    ...given,
  };
}

const STEP_MS = 250;

/** @param folder of another Acting, to share its database */
export async function acting(
  registries: readonly ScriptedRegistry[],
  {
    replica = 'embedded',
    shared,
    clock = manualClock(),
    simulation = { policies: [], defaultPolicy: 'round-robin' },
    // The same engine, in this thread.
    simulator = { answers: async (jobs) => jobs.map(simulationAnswer) },
  }: {
    replica?: string;
    shared?: string;
    clock?: ManualClock;
    simulation?: SaidPolicies;
    simulator?: Pick<Simulator, 'answers'>;
  } = {},
): Promise<Acting & { readonly folder: string }> {
  const folder = shared ?? (await mkdtemp(join(tmpdir(), 'rollcall-acting-')));
  const audit: NewAuditRecord[] = [];
  const batches: number[] = [];
  let epoch = 0;
  let running = await begin();

  async function begin() {
    epoch += 1;
    const storage = await openStorage({ folder });
    const feed = new Feed({ registries, clock, random: () => 0.5, log: quietLog, epoch: `e${epoch}` });
    const actions = createActions({
      feed,
      storage,
      audit: {
        record: async (record) => void audit.push(record),
        recordAll: async (records) => {
          batches.push(records.length);
          audit.push(...records);
        },
      },
      clock,
      random: () => 0.5,
      log: quietLog,
      replica,
      newId: () => randomBytes(8).toString('hex'),
      simulation,
      simulator,
    });
    const ending = new AbortController();
    const work = [feed.run(ending.signal), actions.run(ending.signal)];
    await eventually(() => registries.every(({ id }) => feed.upstream(id)?.isSettled));
    return { storage, feed, actions, ending, work };
  }

  async function end(): Promise<void> {
    running.ending.abort();
    await Promise.allSettled(running.work);
    await running.storage.close();
  }

  async function until<T>(condition: () => T | Promise<T>) {
    return eventually(async () => {
      const answer = await condition();
      if (answer === false || answer === undefined) await clock.advance(STEP_MS);
      return answer;
    });
  }

  return {
    folder,
    clock,
    audit,
    batches,
    get actions() {
      return running.actions;
    },
    get feed() {
      return running.feed;
    },
    until,
    untilStep: (id, state, position = 0) =>
      until(async () => {
        const step = (await running.actions.get(id)).steps[position];
        return step?.state === state && step;
      }),
    async restart(afterMs = 0) {
      await end();
      await clock.advance(afterMs);
      running = await begin();
    },
    async [Symbol.asyncDispose]() {
      await end();
      if (shared === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
