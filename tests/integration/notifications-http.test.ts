import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, expectProblem, jsonBody } from '../support/api-client';
import { type Receiver, signatureOf, startReceiver } from '../support/receiver';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const SECRET = 'hook-s3cret-in-file';
const HEADER = 'Basic dTpwYXNz';
const PATH_SECRET = 'T0000-B0000-XXXX';

function configuration(url: string): string {
  return JSON.stringify({
    registries: [{ kind: 'memory' }],
    notifications: {
      publicUrl: 'https://rollcall.example',
      groupSeconds: 1,
      targets: [
        {
          id: 'hook',
          kind: 'webhook',
          url: `${url}/${PATH_SECRET}`,
          secret: SECRET,
          headers: { authorization: HEADER },
        },
        { id: 'nobody', kind: 'slack', url: 'http://127.0.0.1:1/x' },
      ],
      rules: [
        {
          id: 'few',
          service: 'pay*',
          when: { state: 'passing', fewerThan: 2 },
          // Longer than its programs take to come back after a restart.
          forSeconds: 5,
          resolveAfterSeconds: 2,
          targets: ['hook'],
        },
      ],
    },
  });
}

let receiver: Receiver;
let rollcall: RollcallServer;
let api: ApiClient;

beforeAll(async () => {
  receiver = await startReceiver();
  rollcall = await startRollcall({ yaml: configuration(receiver.url) });
  api = apiClient(rollcall.url);
});
afterAll(async () => {
  await rollcall?.[Symbol.asyncDispose]();
  await receiver?.[Symbol.asyncDispose]();
});

const told = () => receiver.received.filter(({ body }) => body.status !== 'test').map(({ body }) => body.status);

describe('a rule', () => {
  it('tells once that it fires and once that it is over, through an outage and a kill in between', async () => {
    await api.register('pay-1', { service: 'payments' });
    await eventually(() => told().length === 1, { timeoutMs: 20_000 });
    await receiver.close();
    await api.register('pay-2', { service: 'payments' });
    await eventually(async () => (await api.get('/api/v1/notifications')).targets[0].waiting === 1, {
      timeoutMs: 20_000,
    });
    await rollcall.kill();
    await rollcall.restart();
    await receiver.open();
    // The embedded registry forgets: the service is gone until its programs are back.
    for (const id of ['pay-1', 'pay-2']) await api.register(id, { service: 'payments' });
    await eventually(() => told().length === 2, { timeoutMs: 30_000 });
    const { items } = await api.get('/api/v1/notifications/deliveries?limit=10');
    expect(items.map(({ status, state }: { status: string; state: string }) => `${status} ${state}`)).toEqual([
      'resolved delivered',
      'firing delivered',
    ]);
    expect(told()).toEqual(['firing', 'resolved']);
    const [firing] = receiver.received;
    expect(firing?.headers['x-rollcall-signature']).toBe(firing && signatureOf(firing, SECRET));
    expect(firing?.headers.authorization).toBe(HEADER);
    expect(firing?.body.alerts[0].url).toBe('https://rollcall.example/registries/memory/services/payments');
  });
});

describe('a test message', () => {
  it('says what came of it, and is in the log and in the audit', async () => {
    const sent = await api.call('POST', '/api/v1/notifications/targets/hook/test');
    expect(sent).toMatchObject({ status: 200, body: { delivered: true, detail: 'answered 200' } });
    const failed = await api.call('POST', '/api/v1/notifications/targets/nobody/test');
    expect(failed).toMatchObject({ status: 200, body: { delivered: false } });
    expect(failed.body.detail).toMatch(/ECONNREFUSED/);
    const { items } = await api.get('/api/v1/notifications/deliveries?limit=2');
    expect(items).toMatchObject([
      { target: 'nobody', status: 'test', state: 'failed', rule: null },
      { target: 'hook', status: 'test', state: 'delivered' },
    ]);
    const audit = await api.get('/api/v1/audit?kind=notification-tested');
    expect(audit.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['failed', 'done']);
  });

  it('follows no redirect, and reads little of an endless answer', async () => {
    const answer = receiver.answer;
    receiver.answer = (response) => void response.writeHead(302, { location: `${rollcall.url}/healthz` }).end();
    const redirected = await api.call('POST', '/api/v1/notifications/targets/hook/test');
    expect(redirected.body.detail).toBe('answered 302, and redirects are not followed');
    receiver.answer = (response) => {
      response.writeHead(500);
      const more = () => {
        while (!response.destroyed && response.write(`${SECRET} ${HEADER} ${PATH_SECRET} `.repeat(1_000)));
      };
      response.on('drain', more);
      more();
    };
    const endless = await api.call('POST', '/api/v1/notifications/targets/hook/test');
    expect(endless.body.detail).toMatch(/^answered 500: … … /);
    receiver.answer = answer;
  });

  it('of a target that is not there is refused', async () => {
    expectProblem(await api.call('POST', '/api/v1/notifications/targets/none/test'), 404, 'unknown-target');
  });
});

describe('a mute', () => {
  it('is made, shown and ended, and recorded', async () => {
    const wanted = { rule: 'few', service: 'payments', seconds: 1_800, reason: 'migration' };
    const made = await api.call('POST', '/api/v1/notifications/mutes', jsonBody(wanted));
    expect(made).toMatchObject({ status: 201, body: { ...{ rule: 'few', service: 'payments' }, by: 'local' } });
    expect((await api.get('/api/v1/notifications')).mutes).toEqual([made.body]);
    const ended = await api.call('DELETE', `/api/v1/notifications/mutes/${made.body.id}`);
    expect(ended.status).toBe(204);
    expect((await api.get('/api/v1/notifications')).mutes).toEqual([]);
    expectProblem(await api.call('DELETE', `/api/v1/notifications/mutes/${made.body.id}`), 404, 'unknown-mute');
    const { items } = await api.get('/api/v1/audit?service=payments');
    expect(items).toMatchObject([
      { kind: 'notification-unmuted', outcome: 'done', detail: 'rule few' },
      { kind: 'notification-muted', outcome: 'done', reason: 'migration', after: made.body.until },
    ]);
  });

  it.each([
    [{ seconds: 60, reason: 'x' }, 'expected at least one of rule, registry and service'],
    [{ rule: 'none', seconds: 60, reason: 'x' }, 'there is no rule "none"'],
    [{ registry: 'none', seconds: 60, reason: 'x' }, 'there is no registry "none"'],
    [{ rule: 'few', seconds: 0, reason: 'x' }, 'seconds'],
    [{ rule: 'few', seconds: 9e9, reason: 'x' }, 'seconds'],
    [{ rule: 'few', seconds: 60, reason: '' }, 'reason'],
    [{ rule: 'few', seconds: 60, reason: 'a\0b' }, 'NUL'],
    [{ rule: 'few', seconds: 60, reason: 'x', more: 1 }, 'more'],
  ])('of %j is refused', async (wanted, named) => {
    const answer = await api.call('POST', '/api/v1/notifications/mutes', jsonBody(wanted));
    expectProblem(answer, 400, 'malformed');
    expect(answer.body.detail).toContain(named);
  });
});

describe('a secret', () => {
  it('is in no answer, no page, no log and not in the database', async () => {
    await api.call('POST', '/api/v1/notifications/targets/hook/test');
    const texts = [
      JSON.stringify(await api.get('/api/v1/notifications')),
      JSON.stringify(await api.get('/api/v1/notifications/deliveries')),
      (await api.call('GET', '/notifications')).body,
      rollcall.logs(),
      await readFile(`${rollcall.dataDir}/rollcall.db`, 'latin1'),
      await readFile(`${rollcall.dataDir}/rollcall.db-wal`, 'latin1').catch(() => ''),
    ];
    for (const text of texts) for (const secret of [SECRET, HEADER, PATH_SECRET]) expect(text).not.toContain(secret);
  });
});

describe('somebody with limits', () => {
  it('mutes only what is within them', async () => {
    const scope = { registries: ['memory'], services: ['pay*'] };
    const wanted = { name: 'limited', role: 'operator', scope, expiresAt: null };
    const { body: token } = await api.call('POST', '/api/v1/tokens', jsonBody(wanted));
    const mute = (place: object) => {
      const headers = { authorization: `Bearer ${token.token}` };
      return api.call('POST', '/api/v1/notifications/mutes', jsonBody({ ...place, seconds: 60, reason: 'x' }, headers));
    };
    for (const place of [
      { rule: 'few' },
      { registry: 'memory' },
      { service: 'payments' },
      { registry: 'memory', service: 'orders' },
      { registry: 'memory', service: 'p*' },
    ])
      expectProblem(await mute(place), 403, 'forbidden');
    expect((await mute({ registry: 'memory', service: 'payments' })).status).toBe(201);
    expect((await mute({ registry: 'memory', service: 'pay*s' })).status).toBe(201);
  });
});
