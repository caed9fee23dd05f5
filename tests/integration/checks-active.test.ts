import { describe, expect, it } from 'vitest';
import { ActiveChecks, type ActiveChecksSettings, type CheckMade, type CheckPlan } from '@/lib/checks/active-checks';
import { createAddressGuard } from '@/lib/checks/address-guard';
import type { ObservedCheck } from '@/lib/domain/instance';
import { seededRandom } from '@/lib/domain/random';
import { systemClock } from '@/lib/registry/system-clock';
import { httpProbe, httpServer } from '../support/probing';
import { quietLog } from '../support/quiet-log';
import { eventually } from '../support/wait';

const PLAN: CheckPlan = {
  probe: httpProbe(),
  intervalMs: 20,
  timeoutMs: 5_000,
  thresholds: { rise: 2, fall: 3 },
};

/** Active checks that run until their scope is left; `last` is what was told last of an instance. */
function checking(settings: Partial<ActiveChecksSettings> = {}) {
  const told = new Map<string, ObservedCheck[]>();
  const made: CheckMade[] = [];
  const checks = new ActiveChecks({
    clock: systemClock,
    random: seededRandom(1),
    log: quietLog,
    concurrency: 10,
    allows: createAddressGuard(['127.0.0.1']),
    resolve: async () => ['127.0.0.1'],
    observed: (instance, check) => void told.set(instance, [...(told.get(instance) ?? []), check]),
    made: (check) => void made.push(check),
    ...settings,
  });
  const end = new AbortController();
  const ended = checks.run(end.signal);
  return {
    checks,
    made,
    told: (instance: string) => told.get(instance) ?? [],
    last: (instance: string) => told.get(instance)?.at(-1),
    [Symbol.asyncDispose]: async () => {
      end.abort();
      await ended;
    },
  };
}

describe('active checks', () => {
  it('hold an instance passing after two good probes, critical after three bad ones, and passing again', async () => {
    let code = 200;
    await using server = await httpServer((_, response) => response.writeHead(code).end());
    await using running = checking();
    running.checks.watch('a', { destination: { host: '127.0.0.1', port: server.port }, plan: PLAN });
    await eventually(() => running.last('a')?.output === 'HTTP 200' && running.last('a')?.status === 'passing');
    code = 503;
    await eventually(() => running.last('a')?.status === 'critical');
    code = 200;
    await eventually(() => running.last('a')?.status === 'passing' && running.last('a')?.output === 'HTTP 200');
    expect(running.told('a').map(({ status, output }) => `${status}: ${output}`)).toEqual([
      'unknown: HTTP 200 (1 of 2 in a row)',
      'passing: HTTP 200',
      'passing: HTTP 503 (1 of 3 in a row)',
      'passing: HTTP 503 (2 of 3 in a row)',
      'critical: HTTP 503',
      'critical: HTTP 200 (1 of 2 in a row)',
      'passing: HTTP 200',
    ]);
    expect(running.last('a')).toMatchObject({ id: 'rollcall', kind: 'http', name: 'GET /health' });
  });

  it('tell nothing more of an instance that is forgotten, and cut its probe', async () => {
    let open = 0;
    await using server = await httpServer((request) => {
      open += 1;
      request.on('close', () => {
        open -= 1;
      });
    });
    await using running = checking();
    running.checks.watch('a', { destination: { host: '127.0.0.1', port: server.port }, plan: PLAN });
    await eventually(() => open === 1);
    running.checks.forget('a');
    await eventually(() => open === 0);
    expect(running.told('a')).toEqual([]);
    expect(running.made).toEqual([]);
  });

  it('begin without a verdict where an instance has another address, and go on where it has the same', async () => {
    await using good = await httpServer((_, response) => response.end());
    await using bad = await httpServer((_, response) => response.writeHead(500).end());
    await using running = checking();
    running.checks.watch('a', { destination: { host: '127.0.0.1', port: good.port }, plan: PLAN });
    await eventually(() => running.last('a')?.status === 'passing');
    const { length } = running.told('a');
    running.checks.watch('a', { destination: { host: '127.0.0.1', port: good.port }, plan: PLAN });
    await eventually(() => running.made.length > 5);
    expect(running.told('a')).toHaveLength(length);
    running.checks.watch('a', { destination: { host: '127.0.0.1', port: bad.port }, plan: PLAN });
    await eventually(() => running.last('a')?.status === 'critical');
    expect(
      running
        .told('a')
        .slice(length)
        .map(({ status }) => status),
    ).toEqual(['unknown', 'unknown', 'critical']);
  });

  it('go on from what was held before, until enough findings speak against it', async () => {
    await using good = await httpServer((_, response) => response.end());
    await using running = checking();
    running.checks.watch('a', { destination: { host: '127.0.0.1', port: good.port }, plan: PLAN, held: 'critical' });
    await eventually(() => running.last('a')?.status === 'passing');
    expect(running.told('a').map(({ status, output }) => `${status}: ${output}`)).toEqual([
      'critical: HTTP 200 (1 of 2 in a row)',
      'passing: HTTP 200',
    ]);
  });

  it('go on with the others while some never answer, one probe of an instance at a time', async () => {
    const open = new Map<string, number>();
    let most = 0;
    await using mute = await httpServer((request) => {
      const name = request.headers.host ?? '';
      open.set(name, (open.get(name) ?? 0) + 1);
      most = Math.max(most, open.get(name) ?? 0);
      request.on('close', () => open.set(name, (open.get(name) ?? 0) - 1));
    });
    await using good = await httpServer((_, response) => response.end());
    await using running = checking();
    const hasty = { ...PLAN, timeoutMs: 100 };
    for (const name of ['m1', 'm2', 'm3', 'm4', 'm5']) {
      running.checks.watch(name, { destination: { host: `${name}.test`, port: mute.port }, plan: hasty });
    }
    running.checks.watch('good', { destination: { host: 'good.test', port: good.port }, plan: PLAN });
    await eventually(() => running.last('m1')?.status === 'critical' && running.last('m5')?.status === 'critical');
    expect(running.last('good')?.status).toBe('passing');
    expect(running.last('m3')?.output).toContain('no answer within 0.1 s');
    expect(most).toBe(1);
  });

  it('say unknown of an instance at an address that is not listed, and dial nothing', async () => {
    await using server = await httpServer((_, response) => response.end());
    await using running = checking({ allows: createAddressGuard(['10.0.0.0/8']) });
    running.checks.watch('a', { destination: { host: 'inner.test', port: server.port }, plan: PLAN });
    await eventually(() => running.made.length >= 5);
    expect(running.told('a')).toMatchObject([{ status: 'unknown', output: expect.stringContaining('not checked') }]);
    expect(server.connections()).toBe(0);
  });
});
