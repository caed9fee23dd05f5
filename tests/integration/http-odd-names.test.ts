import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient } from '../support/api-client';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';

let rollcall: RollcallServer;
let api: ApiClient;

beforeAll(async () => {
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
  api = apiClient(rollcall.url);
});
afterAll(async () => {
  expect(rollcall.logs()).not.toContain('request-failed');
  await rollcall[Symbol.asyncDispose]();
});

describe('an odd name', () => {
  it.each([
    ['of 1,000 characters', 'n'.repeat(1_000)],
    ['of 1,000 characters outside ASCII', 'é'.repeat(1_000)],
    ['with a slash', 'team/orders'],
    ['with an escaped slash', 'team%2Forders'],
    ['with spaces', ' two  words '],
    ['of emoji', '🦄🏳️‍🌈'],
    ['with NUL', 'a\0b'],
    ['with line breaks', 'a\r\nevent: end\n\nb'],
    ['with markup', '<script>alert(1)</script>"\''],
    ['of an address', '?a=b&c#d;e'],
    ['of an object', '__proto__'],
    ['with a backslash', '\\x00\\'],
    ['with a right-to-left override', 'a\u202eb'],
  ])('%s has its page and its API address', async (_, service) => {
    const id = `odd-${Buffer.from(service).toString('hex').slice(0, 100)}`;
    expect((await api.register(id, { service })).status).toBe(201);
    const [found] = await api.untilService('memory', service, 1);
    expect(found).toMatchObject({ id, service });
    expect((await api.get(`/api/v1/instances?service=${encodeURIComponent(service)}`)).items).toMatchObject([{ id }]);
    expect(await api.untilChanges(`service=${encodeURIComponent(service)}`, 1)).toMatchObject([{ service }]);
    const page = await api.call('GET', `/registries/memory/services/${encodeURIComponent(service)}`);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('<script>alert(1)');
  });
});
