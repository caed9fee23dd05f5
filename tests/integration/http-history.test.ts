import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, expectProblem, servicePath } from '../support/api-client';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const SERVICE = 'history/orders';

let rollcall: RollcallServer;
let api: ApiClient;
/** Before anything was registered, while both were there, and after one left. */
let moments: { readonly before: string; readonly both: string; readonly after: string };

const now = () => new Date().toISOString();

/** Committed: the newest change of an instance. */
async function untilKept(instance: string, kind: string): Promise<{ id: string; at: string }> {
  return eventually(async () => (await api.get(`/api/v1/changes?instance=${instance}&kind=${kind}`)).items[0] ?? false);
}

beforeAll(async () => {
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' }, yaml: 'registries: [{ kind: memory }]' });
  api = apiClient(rollcall.url);
  const before = now();
  await api.register('stays', { service: SERVICE, port: 8080 });
  await api.register('leaves', { service: SERVICE, port: 8081 });
  await untilKept('stays', 'registered');
  await untilKept('leaves', 'registered');
  const both = now();
  await api.deregister('leaves');
  const { at } = await untilKept('leaves', 'deregistered');
  moments = { before, both, after: new Date(Date.parse(at) + 1).toISOString() };
});
afterAll(() => rollcall[Symbol.asyncDispose]());

describe('the past', () => {
  it('is shown by every list that is asked how it was', async () => {
    const idsAt = async (at: string) => {
      const { items } = await api.get(`/api/v1/instances?service=${encodeURIComponent(SERVICE)}&at=${at}`);
      return items.map(({ id }: { id: string }) => id).sort();
    };
    expect(await idsAt(moments.before)).toEqual([]);
    expect(await idsAt(moments.both)).toEqual(['leaves', 'stays']);
    expect(await idsAt(moments.after)).toEqual(['stays']);
    const services = await api.get(`/api/v1/services?q=orders&at=${moments.both}`);
    expect(services).toMatchObject({ total: 1, items: [{ service: SERVICE, instances: { total: 2 } }] });
    expect(services.moments).toEqual([{ registry: 'memory', observed: true, asOf: moments.both }]);
    const service = await api.get(`${servicePath('memory', SERVICE)}?at=${moments.both}`);
    expect(service).toMatchObject({ counts: { total: 2 }, consumers: [], moments: services.moments });
    expect((await api.get(servicePath('memory', SERVICE))).moments).toBeUndefined();
  });

  it('before anybody looked is empty, and said not to be observed', async () => {
    expect(await api.get('/api/v1/services?at=2020-01-01T00:00:00Z')).toMatchObject({
      items: [],
      moments: [{ registry: 'memory', observed: false, asOf: null }],
    });
  });

  it('is no rubbish and not the future', async () => {
    const future = new Date(Date.now() + 60_000).toISOString();
    for (const path of ['/api/v1/services', '/api/v1/instances', servicePath('memory', SERVICE)]) {
      for (const at of [future, 'yesterday', '']) {
        expectProblem(await api.call('GET', `${path}?at=${encodeURIComponent(at)}`), 400, 'malformed');
      }
    }
  });

  it('knows a service that has gone since', async () => {
    const path = servicePath('memory', 'history-gone');
    await api.register('gone', { service: 'history-gone' });
    await untilKept('gone', 'registered');
    await api.deregister('gone');
    await untilKept('gone', 'deregistered');
    expectProblem(await api.call('GET', path), 404, 'unknown-service');
    expect((await api.get(`${path}/history?buckets=1`)).instances).toMatchObject([{ id: 'gone' }]);
    expect((await api.get(`${path}/departed`)).items).toMatchObject([{ instance: { id: 'gone' }, cause: 'deleted' }]);
    const never = servicePath('memory', 'history-never');
    for (const what of ['history', 'departed']) {
      expectProblem(await api.call('GET', `${never}/${what}`), 404, 'unknown-service');
      expectProblem(await api.call('GET', `${servicePath('nowhere', 'x')}/${what}`), 404, 'unknown-registry');
    }
  });
});

describe('histories', () => {
  it('of a service have buckets and spans over the range asked for, those that are there first', async () => {
    const history = await api.get(
      `${servicePath('memory', SERVICE)}/history?from=${moments.both}&to=${moments.after}&buckets=3`,
    );
    expect([history.from, history.to]).toEqual([moments.both, moments.after]);
    expect(history.buckets).toHaveLength(3);
    expect(history.instances.map(({ id, address }: { id: string; address: string }) => [id, address])).toEqual([
      ['stays', '10.0.0.1:8080'],
      ['leaves', '10.0.0.1:8081'],
    ]);
    expect(history.instances[0].spans).toEqual([{ from: moments.both, to: moments.after, state: 'passing' }]);
    expect(history.instances[1].spans.map(({ state }: { state: string }) => state)).toEqual(['passing', 'absent']);
    const bare = await api.get(`${servicePath('memory', SERVICE)}/history?spans=none`);
    expect([bare.spans, bare.buckets.length]).toEqual([[], 48]);
    expect(Date.parse(bare.to) - Date.parse(bare.from)).toBe(86_400_000);
  });

  it('of an instance are told also when it has gone', async () => {
    const leaves = await api.get('/api/v1/registries/memory/instances/leaves/history?buckets=2');
    expect(leaves).toMatchObject({ id: 'leaves', address: '10.0.0.1:8081', uptime: 1 });
    expect(leaves.buckets).toHaveLength(2);
    const never = await api.call('GET', '/api/v1/registries/memory/instances/never/history');
    expectProblem(never, 404, 'unknown-instance');
  });

  it('of several services come in the order asked, also of one that is not known', async () => {
    const of = [`memory/${SERVICE}`, 'memory/history-never'].map((name) => `of=${encodeURIComponent(name)}`).join('&');
    const { items } = await api.get(`/api/v1/histories?${of}&buckets=2`);
    expect(
      items.map(({ service, buckets }: { service: string; buckets: unknown[] }) => [service, buckets.length]),
    ).toEqual([
      [SERVICE, 2],
      ['history-never', 2],
    ]);
    for (const bad of [
      '',
      'of=memory',
      'of=/x',
      'of=memory/',
      `${'of=memory/x&'.repeat(1)}${Array.from({ length: 60 }, (_, i) => `of=memory/${i}`).join('&')}`,
    ]) {
      expectProblem(await api.call('GET', `/api/v1/histories?${bad}`), 400, 'malformed');
    }
    expectProblem(await api.call('GET', '/api/v1/histories?of=nowhere/x'), 404, 'unknown-registry');
  });

  it('of the fleet count instances', async () => {
    const fleet = await api.get(`/api/v1/history?from=${moments.both}&to=${moments.after}&buckets=1`);
    expect(fleet.buckets[0].passing).toBeGreaterThan(1);
    expect(fleet.buckets[0].passing).toBeLessThanOrEqual(2);
    expect(fleet).toMatchObject({ peaks: [], gaps: [] });
  });

  it('are asked for with sensible ranges alone', async () => {
    const path = '/api/v1/history';
    for (const query of [
      'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
      'from=2020-01-01T00:00:00Z',
      `from=${new Date(Date.now() + 60_000).toISOString()}`,
      'from=soon',
      'buckets=0',
      'buckets=501',
      'buckets=few',
    ]) {
      expectProblem(await api.call('GET', `${path}?${query}`), 400, 'malformed');
    }
    const cut = await api.get(`${path}?to=${new Date(Date.now() + 600_000).toISOString()}`);
    expect(Date.parse(cut.to)).toBeLessThanOrEqual(Date.now());
  });
});

describe('kept changes', () => {
  it('are found by their id', async () => {
    const change = await untilKept('leaves', 'deregistered');
    expect(await api.get(`/api/v1/changes/${change.id}`)).toEqual(change);
    for (const id of ['e.1.0', 'rubbish']) {
      expectProblem(await api.call('GET', `/api/v1/changes/${id}`), 404, 'unknown-change');
    }
  });

  it('are counted, and their instances', async () => {
    const counts = await api.get(`/api/v1/changes/counts?service=${encodeURIComponent(SERVICE)}&buckets=4`);
    expect(counts).toMatchObject({ total: 3, kinds: { registered: 2, deregistered: 1 }, causes: { deleted: 1 } });
    expect(counts.services).toEqual([{ registry: 'memory', service: SERVICE, changes: 3 }]);
    expect(counts.buckets.map(({ total }: { total: number }) => total)).toEqual([0, 0, 0, 3]);
    expect(await api.get('/api/v1/changes/noisiest?limit=5')).toEqual({ items: [] });
  });

  it('are a file, as a spreadsheet or a line of JSON each', async () => {
    const filter = `service=${encodeURIComponent(SERVICE)}`;
    const csv = await api.call('GET', `/api/v1/changes/export?format=csv&${filter}`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="rollcall-changes.csv"');
    const lines = (csv.body as string).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^at,registry,service,instance,address,kind,/);
    expect(lines).toHaveLength(4);
    const { items } = await api.get(`/api/v1/changes?${filter}`);
    const ndjson = await api.call('GET', `/api/v1/changes/export?format=ndjson&${filter}`);
    expect(
      (ndjson.body as string)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(items);
    expectProblem(await api.call('GET', '/api/v1/changes/export?format=pdf'), 400, 'malformed');
    expectProblem(await api.call('GET', '/api/v1/changes/export?format=csv&registry=nowhere'), 404, 'unknown-registry');
  });
});

it('what is kept is told again after a restart, and the time away as not observed', async () => {
  const changes = await api.get('/api/v1/changes?limit=1000');
  await rollcall.restart();
  const again = await api.get('/api/v1/changes?limit=1000');
  expect(again.items.slice(-changes.items.length)).toEqual(changes.items);
  expect((await api.get(`/api/v1/services?q=orders&at=${moments.both}`)).total).toBe(1);
  const fleet = await api.get(`/api/v1/history?from=${moments.both}`);
  expect(fleet.gaps).toHaveLength(1);
});
