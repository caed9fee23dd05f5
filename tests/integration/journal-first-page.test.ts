import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { firstChanges, listChanges } from '@/lib/api/changes';
import type { Change } from '@/lib/domain/change';
import { setRuntime } from '@/lib/running';
import type { Runtime } from '@/lib/runtime';
import { rememberingFeed } from '../support/histories';
import { observed } from '../support/observed';
import { quietLog } from '../support/quiet-log';
import { type ScriptedRegistry, scriptedRegistry } from '../support/scripted-registry';
import { stalled } from '../support/stalled-database';
import { openedStorage, testedDatabases } from '../support/storage-places';

type Remembering = Awaited<ReturnType<typeof rememberingFeed>>;

/** Routes answer for this process from now on. */
function answering({ feed, history }: Remembering): void {
  setRuntime({ feed, history, log: quietLog } as unknown as Runtime);
}

/** What remembers alone, and answers, once all so far is written. */
async function rememberingAlone(given: Omit<Parameters<typeof rememberingFeed>[0], 'epoch'>): Promise<Remembering> {
  const own = await rememberingFeed({ ...given, epoch: 'one' });
  answering(own);
  await own.untilWritten();
  return own;
}

const told = ({ items }: { items: readonly Change[] }) =>
  items.filter(({ kind }) => kind !== 'link-changed').map(({ kind, instance }) => `${kind} ${instance}`);
const sizeOf = ({ feed }: Remembering) => feed.upstream('r')?.catalog.instances.size;

describe.each(testedDatabases())('the first page of changes out of $name', ({ place }) => {
  let registry: ScriptedRegistry;
  beforeEach(() => {
    registry = scriptedRegistry('r', [observed({ id: 'a' })]);
  });

  it('has once what is committed and what waits to be, newest first', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await using own = await rememberingAlone({ storage, place: at.place, registries: [registry] });
    registry.put(observed({ id: 'b' }));
    await own.until(() => sizeOf(own) === 2);
    await own.untilWritten();
    const release = await stalled(at.place);
    registry.put(observed({ id: 'c' }));
    registry.put(observed({ id: 'd', service: 'shop' }));
    await own.until(() => sizeOf(own) === 4);
    expect(told(await listChanges({}))).toEqual(['registered b']);
    const waiting = await firstChanges({});
    expect(told(waiting)).toEqual(['registered d', 'registered c', 'registered b']);
    expect(waiting.total).toBe(4);
    expect(told(await firstChanges({ service: 'shop' }))).toEqual(['registered d']);
    expect(told(await firstChanges({ to: waiting.items[1]?.at }))).toEqual(['registered b']);
    expect(await firstChanges({ limit: 2 })).toMatchObject({ items: waiting.items.slice(0, 2) });
    await release();
    await own.untilWritten();
    expect(await firstChanges({})).toEqual(waiting);
    const first = await firstChanges({ limit: 1 });
    expect(told(await listChanges({ cursor: first.nextCursor ?? '' }))).toEqual(['registered c', 'registered b']);
  });

  it('has what was shown while it was lost for the journal, and then what it came to', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await using own = await rememberingAlone({ storage, place: at.place, registries: [registry], capacity: 10 });
    const release = await stalled(at.place);
    for (let index = 0; index < 20; index += 1) registry.put(observed({ id: `i${index}` }));
    await own.until(() => sizeOf(own) === 21);
    const expected = Array.from({ length: 20 }, (_, index) => `registered i${19 - index}`);
    expect(own.history.states()[0]?.isInStep).toBe(false);
    expect(told(await firstChanges({}))).toEqual(expected);
    await release();
    await own.untilWritten();
    expect(told(await firstChanges({})).toSorted()).toEqual(expected.toSorted());
  });

  it('has what this process remembers while the database does not answer', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await using own = await rememberingAlone({ storage, place: at.place, registries: [registry] });
    registry.put(observed({ id: 'b' }));
    await own.until(() => sizeOf(own) === 2);
    await own.untilWritten();
    await sql`alter table journal rename to journal_away`.execute(storage.db);
    expect(told(await firstChanges({ limit: 1 }))).toEqual(['registered b']);
    await sql`alter table journal_away rename to journal`.execute(storage.db);
  });
});

const sharedDatabases = testedDatabases().filter(({ name }) => name === 'PostgreSQL');

describe.each(sharedDatabases)('the first page of changes, out of a $name that replicas share', ({ place }) => {
  it('has nothing twice where one does not write, nor when it takes over', async () => {
    const registry = scriptedRegistry('r', [observed({ id: 'a' })]);
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const shared = { storage, place: at.place };
    await using writer = await rememberingFeed({ ...shared, epoch: 'one', registries: [registry] });
    await writer.untilWritten();
    const seenToo = scriptedRegistry('r', [observed({ id: 'a' })]);
    await using reader = await rememberingFeed({ ...shared, epoch: 'two', registries: [seenToo] });
    expect([writer, reader].map(({ history }) => history.isWriter('r'))).toEqual([true, false]);
    for (const side of [registry, seenToo]) side.put(observed({ id: 'b' }));
    await reader.until(() => sizeOf(reader) === 2);
    await writer.until(() => sizeOf(writer) === 2);
    await writer.untilWritten();
    answering(reader);
    expect(told(await firstChanges({}))).toEqual(['registered b']);
    await writer.stop();
    await reader.until(() => reader.history.isWriter('r'));
    await reader.untilWritten();
    expect(told(await firstChanges({}))).toEqual(['registered b']);
    seenToo.put(observed({ id: 'c' }));
    await reader.until(() => sizeOf(reader) === 3);
    expect(told(await firstChanges({}))).toEqual(['registered c', 'registered b']);
  });
});
