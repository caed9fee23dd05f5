import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, expectProblem, jsonBody } from '../support/api-client';
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

const web = { service: 'web', address: '10.0.0.1', port: 80 };
const instance = '/api/v1/registries/memory/instances/bad-input';

describe('a body', () => {
  const send = (init: RequestInit) => api.call('PUT', instance, init);

  it('of another content type is a 415', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonp',
    ]) {
      expectProblem(
        await send({ body: JSON.stringify(web), headers: { 'content-type': type } }),
        415,
        'wrong-content-type',
      );
    }
    const untyped = new Blob([JSON.stringify(web)]);
    expectProblem(await send({ body: untyped }), 415, 'wrong-content-type');
  });

  it('that is too large is a 413, with and without its length', async () => {
    const large = { ...web, metadata: { filler: 'x'.repeat(1024 * 1024) } };
    expectProblem(await send(jsonBody(large)), 413, 'too-large');
    const stream = new Blob([JSON.stringify(large)]).stream();
    const chunked = { body: stream, duplex: 'half', headers: { 'content-type': 'application/json' } } as RequestInit;
    expectProblem(await send(chunked), 413, 'too-large');
  });

  it.each(['', 'nope', '{"service":', '\0', '[1,2', 'undefined'])('that is not JSON is a 400: %j', async (body) => {
    expectProblem(await send({ body, headers: { 'content-type': 'application/json' } }), 400, 'malformed');
  });

  it.each([
    [[], 'body'],
    [null, 'body'],
    [{}, 'service'],
    [{ ...web, port: 0 }, 'port'],
    [{ ...web, port: 65_536 }, 'port'],
    [{ ...web, port: '80' }, 'port'],
    [{ ...web, address: '' }, 'address'],
    [{ ...web, service: 'x'.repeat(1_001) }, 'service'],
    [{ ...web, service: '\ud800' }, 'service'],
    [{ ...web, ttlSeconds: -1 }, 'ttlSeconds'],
    [{ ...web, tags: [1] }, 'tags.0'],
    [{ ...web, metadata: { a: null } }, 'metadata.a'],
    [{ ...web, surprise: true }, 'surprise'],
  ])('of the wrong shape is a 400 that names the field: %j', async (body, field) => {
    const answer = await send(jsonBody(body));
    expectProblem(answer, 400, 'malformed');
    expect(answer.body.detail).toContain(field);
  });

  it('nested deep enough to hurt is refused', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expectProblem(await send({ body: deep, headers: { 'content-type': 'application/json' } }), 400, 'malformed');
  });

  it.each(['a%2Fb', '%F0%9F%98%80', 'a%20b', '%00', 'x'.repeat(129)])('cannot register under the id %s', async (id) => {
    expectProblem(await api.call('PUT', `/api/v1/registries/memory/instances/${id}`, jsonBody(web)), 400, 'malformed');
  });
});
