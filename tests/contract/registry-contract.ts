import { describe, expect, it } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import { given, type Harness, kinds, kindsAt, listed, located, records, seen } from './fixture';
import { describeOutage } from './outage-contract';

const TEST_MS = 60_000;

/** Every adapter passes this. Call it at the top of a test file. */
export function describeRegistryContract(name: string, harness: Harness): void {
  describe(`${name} as a registry`, { timeout: TEST_MS }, () => {
    describeChanges(harness);
    describeWatch(harness);
    describeInspection(harness);
    if (!harness.lacks?.includes('outage')) describeOutage(harness);
  });
}

function describeChanges(harness: Harness): void {
  it('lists first what is there', async () => {
    await using fixture = await harness.open();
    const [a, b] = records(2);
    await fixture.register(a);
    await fixture.register(b);
    await using collector = await listed(fixture);
    await collector.until(() => collector.instances(a.service).length === 2);
    expect(collector.lists()).toBe(1);
    expect(seen(collector, a.service)).toEqual([a, b].map(located));
    expect(collector.instances(a.service).map((instance) => instance.health)).toEqual(['passing', 'passing']);
    expect(collector.instances(a.service).map((instance) => instance.registry)).toEqual(
      [a, b].map(() => fixture.registry.id),
    );
  });

  it('shows a registration', async () => {
    await using fixture = await harness.open();
    await using collector = await listed(fixture);
    const [record] = records(1);
    await fixture.register(record);
    await collector.until(() => kinds(collector, record.service).includes('registered'));
    await collector.until(() => collector.instances(record.service)[0]?.health === 'passing');
    expect(seen(collector, record.service)).toEqual([located(record)]);
    expect(collector.changes(record.service)[0]).toMatchObject({ kind: 'registered', afterGap: false });
  });

  it('shows an update of the same instance', async () => {
    await using fixture = await harness.open();
    const [record] = records(1);
    await fixture.register(record);
    await using collector = await listed(fixture, record.service, 1);
    const before = collector.instances(record.service)[0];
    await fixture.update({ ...record, version: '2.0.0' });
    await collector.until(() => kinds(collector, record.service).includes('updated'));
    const after = collector.instances(record.service)[0];
    expect(after).toMatchObject({ id: before?.id, version: '2.0.0' });
    expect(kinds(collector, record.service)).toEqual(['updated']);
  });

  it('shows a deregistration', async () => {
    await using fixture = await harness.open();
    const [stays, leaves] = records(2);
    await fixture.register(stays);
    await fixture.register(leaves);
    await using collector = await listed(fixture, stays.service, 2);
    await fixture.deregister(leaves.id);
    await collector.until(() => kinds(collector, stays.service).includes('deregistered'));
    expect(seen(collector, stays.service)).toEqual([located(stays)]);
    expect(kinds(collector, stays.service)).toEqual(['deregistered']);
  });

  it('shows a change of health, there and back', async () => {
    await using fixture = await harness.open();
    const [record] = records(1);
    await fixture.register(record);
    await using collector = await listed(fixture, record.service, 1);
    const health = () => collector.instances(record.service)[0]?.health;
    await collector.until(() => health() === 'passing');
    await fixture.setHealth(record.id, 'critical');
    await collector.until(() => health() === 'critical');
    await fixture.setHealth(record.id, 'passing');
    await collector.until(() => health() === 'passing');
    const turns = collector.changes(record.service).filter((change) => change.kind === 'health-changed');
    expect(turns.slice(-2)).toMatchObject([
      { from: 'passing', to: 'critical' },
      { from: 'critical', to: 'passing' },
    ]);
  });

  it('keeps the order of what happened', async () => {
    await using fixture = await harness.open();
    await using collector = await listed(fixture);
    const [record, last] = records(2);
    await fixture.register({ ...record, version: '1.0.0' });
    for (const minor of [1, 2, 3, 4, 5]) await fixture.update({ ...record, version: `1.${minor}.0` });
    await fixture.deregister(record.id);
    await fixture.register(last);
    await collector.until(() => seen(collector, record.service).join() === located(last));
    const versions = collector
      .changes(record.service)
      .flatMap((change) => change.fields ?? [])
      .filter((field) => field.field === 'version')
      .map((field) => field.to ?? '');
    // An adapter that polls may fold steps, but never turns them round.
    expect(versions).toEqual([...new Set(versions)].sort());
    if (!harness.lacks?.includes('each-step')) {
      expect(versions).toEqual([1, 2, 3, 4, 5].map((minor) => `1.${minor}.0`));
      expect(kindsAt(collector, record).at(0)).toBe('registered');
      expect(kindsAt(collector, record).at(-1)).toBe('deregistered');
    }
    expect(kindsAt(collector, last)[0]).toBe('registered');
  });

  if (harness.lacks?.includes('together')) return;
  it('shows what happened in one revision as one batch', async () => {
    await using fixture = await harness.open();
    await using collector = await listed(fixture);
    const together = records(5);
    await given(fixture.registerTogether, 'registerTogether').call(fixture, together);
    await collector.until(() => collector.instances(together[0].service).length > 0);
    expect(seen(collector, together[0].service)).toEqual(together.map(located));
    expect(new Set(collector.changes(together[0].service).map((change) => change.event)).size).toBe(1);
  });
}

function describeWatch(harness: Harness): void {
  it('lists again when it is watched again', async () => {
    await using fixture = await harness.open();
    const [first, second] = records(2);
    await fixture.register(first);
    await (await listed(fixture, first.service, 1)).abort();
    await fixture.register(second);
    await fixture.deregister(first.id);
    await using again = await listed(fixture, first.service, 1);
    expect(seen(again, first.service)).toEqual([located(second)]);
    expect(again.changes(first.service)).toEqual([]);
  });

  it('ends within 100 ms of its abort while nothing happens', async () => {
    await using fixture = await harness.open();
    const collector = await listed(fixture);
    expect(await collector.abort()).toBeLessThan(100);
  });

  it('ends at once under a signal that is already aborted', async () => {
    await using fixture = await harness.open();
    const events: unknown[] = [];
    for await (const event of fixture.registry.watch(AbortSignal.abort())) events.push(event);
    expect(events).toEqual([]);
  });
}

function describeInspection(harness: Harness): void {
  it('gives the raw record of an instance', async () => {
    await using fixture = await harness.open();
    const [record] = records(1);
    await fixture.register(record);
    await using collector = await listed(fixture, record.service, 1);
    const instance = given(collector.instances(record.service)[0], 'the instance');
    const { raw } = await fixture.registry.inspect(instance, AbortSignal.timeout(5_000));
    expect(raw).toContain(record.address);
    expect(raw).toContain(String(record.port));
  });

  it('refuses to inspect an instance that is gone', async () => {
    await using fixture = await harness.open();
    const [record] = records(1);
    await fixture.register(record);
    await using collector = await listed(fixture, record.service, 1);
    const instance = given(collector.instances(record.service)[0], 'the instance');
    await fixture.deregister(record.id);
    await collector.until(() => collector.instances(record.service).length === 0);
    await expect(fixture.registry.inspect(instance, AbortSignal.timeout(5_000))).rejects.toBeInstanceOf(RegistryError);
  });

  it('describes its server', async () => {
    await using fixture = await harness.open();
    const { scopes } = await fixture.registry.describe(AbortSignal.timeout(5_000));
    expect(scopes.length).toBeGreaterThan(0);
  });
}
