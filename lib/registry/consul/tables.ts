import { RegistryError } from '../../domain/errors';
import { blockingQuery, indexOf, isDenied, registryError } from './blocking-query';
import type { Answer } from './consul-answer';
import type { Query } from './consul-api';
import { createPace, type PaceLimits } from './pace';
import { deniedNotice, noteFiltered, type Session } from './session';

/** A whole-datacenter query that says that something changed, and more or less what. */
export interface Table<T> {
  /** For notices. */
  readonly name: string;
  readonly query: Query;
  readonly pace: (bytes: number) => number;
  readonly read: (value: unknown) => T;
  readonly empty: T;
  /** Without it there is no catalogue: what it meets, the session meets. */
  readonly essential: boolean;
  readonly onChange: (before: T, after: T, index: bigint) => void;
}

/** An answer and what to ask with next. */
export interface Baseline<T> {
  readonly value: T;
  readonly index: bigint;
}

/** The table as it is now. What the token may not read is empty, and a notice. @throws RegistryError */
export async function readBaseline<T>(session: Session, table: Table<T>): Promise<Baseline<T>> {
  try {
    const answer = await session.api.read(table.query, session.signal);
    return { value: decode(session, table, answer), index: indexOf(answer) };
  } catch (error) {
    const failure = registryError(error);
    // Proxies and old servers may refuse one endpoint; the rest lives on.
    if (table.essential || !(isDenied(failure) || failure.code === 'refused' || failure.code === 'bad-answer'))
      throw failure;
    session.notices.put(table.name, deniedNotice(table.name, failure));
    return { value: table.empty, index: 0n };
  }
}

/** Calls `onChange` from the baseline on, until the session ends. */
export async function followTable<T>(session: Session, table: Table<T>, baseline: Baseline<T>): Promise<void> {
  let { value: before } = baseline;
  const asked = {
    ...table.query,
    from: baseline.index,
    pace: table.pace,
    onFailure: (failure: RegistryError) => {
      if (!isDenied(failure)) session.alarm.ring();
      else if (table.essential) session.fail(failure);
      else session.notices.put(table.name, deniedNotice(table.name, failure));
    },
    onRecovery: () => session.notices.take(table.name),
  };
  for await (const answer of blockingQuery(session.api, asked, session)) {
    if (answer.outcome === 'reset') session.fail(new RegistryError('index-reset', `the index of ${table.name} fell`));
    const after = decode(session, table, answer);
    table.onChange(before, after, indexOf(answer));
    before = after;
  }
}

/** By bytes: a large table may not be read as often as a small one. */
export function paceOf(session: Session, limits: Partial<PaceLimits> = {}): (bytes: number) => number {
  const usual = { bytesPerSecond: 1024 * 1024, burstBytes: 256 * 1024, leastBytes: 8_192 };
  return createPace({ ...usual, ...limits }, session.clock);
}

function decode<T>(session: Session, table: Table<T>, answer: Answer): T {
  if (answer.filtered) noteFiltered(session);
  try {
    return table.read(answer.value);
  } catch (error) {
    throw new RegistryError('bad-answer', `${table.name} cannot be read`, { cause: error });
  }
}
