import { expect, it } from 'vitest';
import { type Collector, collect } from './collector';
import { type Fixture, given, type Harness, kindsAt, listed, located, records, seen } from './fixture';

/** What an outage must look like: the part of the contract for adapters that talk to a server. */
export function describeOutage(harness: Harness): void {
  it('shows what happened during an outage as changes after a gap, and nothing else', async () => {
    await using fixture = await harness.open();
    const [stays, leaves, changes, arrives] = records(4);
    for (const record of [stays, leaves, changes]) await fixture.register({ ...record, version: '1.0.0' });
    await using collector = await listed(fixture, stays.service, 3);
    await disconnect(fixture, collector);
    const before = collector.changes(stays.service).length;
    await fixture.deregister(leaves.id);
    await fixture.update({ ...changes, version: '2.0.0' });
    await fixture.register(arrives);
    await reconnect(fixture, collector);
    await collector.until(
      () => seen(collector, stays.service).join() === [stays, changes, arrives].map(located).join(),
    );
    await collector.until(() => kindsAt(collector, changes).includes('updated'));
    const missed = collector.changes(stays.service).slice(before);
    expect(missed.filter((change) => change.kind === 'deregistered').map((change) => change.address)).toEqual([
      located(leaves),
    ]);
    expect(missed.filter((change) => change.kind === 'registered').map((change) => change.address)).toEqual([
      located(arrives),
    ]);
    expect(missed.filter((change) => change.kind === 'updated').map((change) => change.address)).toEqual([
      located(changes),
    ]);
    expect(missed.filter((change) => change.address === located(stays))).toEqual([]);
    expect(missed.every((change) => change.afterGap)).toBe(true);
  });

  it('loses nothing and adds nothing when nothing happened during an outage', async () => {
    await using fixture = await harness.open();
    const there = records(3);
    for (const record of there) await fixture.register(record);
    await using collector = await listed(fixture, there[0].service, 3);
    await collector.until(() =>
      collector.instances(there[0].service).every((instance) => instance.health === 'passing'),
    );
    const before = collector.changes(there[0].service).length;
    await disconnect(fixture, collector);
    expect(seen(collector, there[0].service)).toEqual(there.map(located));
    await reconnect(fixture, collector);
    expect(seen(collector, there[0].service)).toEqual(there.map(located));
    expect(collector.changes(there[0].service).slice(before)).toEqual([]);
  });

  it('is live after an outage: what happens then is no longer after a gap', async () => {
    await using fixture = await harness.open();
    const [first, second] = records(2);
    await fixture.register(first);
    await using collector = await listed(fixture, first.service, 1);
    await disconnect(fixture, collector);
    await reconnect(fixture, collector);
    await fixture.register(second);
    await collector.until(() => collector.instances(first.service).length === 2);
    expect(collector.changes(first.service).at(-1)?.afterGap).toBe(false);
    const { links } = collector;
    expect(links().filter((state) => state === 'stale')).toHaveLength(1);
    expect(links().at(-1)).toBe('live');
  });

  it('ends within 100 ms of its abort during an outage', async () => {
    await using fixture = await harness.open();
    const collector = await listed(fixture);
    await disconnect(fixture, collector);
    expect(await collector.abort()).toBeLessThan(100);
  });

  it('lists once the registry is back when it was down from the start', async () => {
    await using fixture = await harness.open();
    const [record] = records(1);
    await fixture.register(record);
    await given(fixture.disconnect, 'disconnect').call(fixture);
    await using collector = collect(fixture.registry);
    await collector.until(() => collector.links().includes('stale'), { timeoutMs: 20_000 });
    expect(collector.lists()).toBe(0);
    await given(fixture.reconnect, 'reconnect').call(fixture);
    await collector.until(() => collector.instances(record.service).length === 1);
    await collector.until(() => collector.links().at(-1) === 'live');
    expect(collector.changes(record.service)).toEqual([]);
  });
}

async function disconnect(fixture: Fixture, collector: Collector): Promise<void> {
  await given(fixture.disconnect, 'disconnect').call(fixture);
  await collector.until(() => collector.links().at(-1) === 'stale', { timeoutMs: 20_000 });
}

/** The catalog must be right within 10 s of the registry's return. */
async function reconnect(fixture: Fixture, collector: Collector): Promise<void> {
  await given(fixture.reconnect, 'reconnect').call(fixture);
  await collector.until(() => collector.links().at(-1) === 'live', { timeoutMs: 10_000 });
}
