import { describe, expect, it } from 'vitest';
import { parseBody, parseLeaseIds, parseQuery } from '@/lib/api/parse';
import { Problem, problemOf, problemResponse } from '@/lib/api/problem';
import { changesQuerySchema, instancesQuerySchema, registrationSchema, servicesQuerySchema } from '@/lib/api/schemas';
import { RegistryError } from '@/lib/domain/errors';

const request = (query: string) => new Request(`http://127.0.0.1/?${query}`);
const put = (body: BodyInit) => new Request('http://127.0.0.1/', { method: 'PUT', body });
const malformed = (detail: string) =>
  expect.objectContaining({ code: 'malformed', message: expect.stringContaining(detail) });
const valid = { service: 'web', address: '10.0.0.1', port: 80 };

describe('a query', () => {
  it('has defaults', () => {
    expect(parseQuery(request(''), servicesQuerySchema)).toEqual({ limit: 100, sort: 'worst' });
  });

  it('is read as it was escaped, whatever it says', () => {
    expect(parseQuery(request('q=%F0%9F%98%80%20a%2Fb%00+c&tag=__proto__'), instancesQuerySchema)).toMatchObject({
      q: '😀 a/b\0 c',
      tag: '__proto__',
    });
  });

  it.each(['1', '100', '1000'])('takes limit=%s', (limit) => {
    expect(parseQuery(request(`limit=${limit}`), servicesQuerySchema).limit).toBe(Number(limit));
  });

  it.each([
    ['limit=0', 'limit: expected a number from 1 to 1000'],
    ['limit=1001', 'limit: expected a number from 1 to 1000'],
    ['limit=-1', 'limit: expected a number from 1 to 1000'],
    ['limit=abc', 'limit: expected a number from 1 to 1000'],
    ['limit=', 'limit: expected a number from 1 to 1000'],
    ['limit=NaN', 'limit: expected a number from 1 to 1000'],
    ['limit=Infinity', 'limit: expected'],
    ['limit=1.5', 'limit: expected a whole number'],
    ['limit=1&limit=1', 'limit is given twice'],
    ['health=dead', 'health: '],
    ['health=Passing', 'health: '],
    ['health=', 'health: '],
    ['rotation=maybe', 'rotation: '],
    ['sort=best', 'sort: '],
    ['cursor=', 'cursor: expected the nextCursor'],
    [`q=${'x'.repeat(4097)}`, 'q: expected at most 4096 characters'],
  ])('refuses %s', (query, detail) => {
    expect(() => parseQuery(request(query), servicesQuerySchema)).toThrow(malformed(detail));
  });

  it.each(['kind=born', 'origin=here', 'from=yesterday', 'to=1', 'from=2026-13-01T00:00:00Z', 'to=2026-01-01'])(
    'for changes refuses %s',
    (query) => {
      expect(() => parseQuery(request(query), changesQuerySchema)).toThrow(malformed(query.split('=')[0] ?? ''));
    },
  );

  it('for the past wants a time', () => {
    expect(parseQuery(request('at=2026-01-01T00:00:00Z'), servicesQuerySchema).at).toBe('2026-01-01T00:00:00Z');
    expect(() => parseQuery(request('at=yesterday'), servicesQuerySchema)).toThrow(malformed('at'));
  });

  it('for leases wants 1 to 200 ids', () => {
    expect(parseLeaseIds(request('id=1&id=2&id=1'))).toEqual(['1', '2']);
    const many = Array.from({ length: 201 }, (_, id) => `id=${id}`).join('&');
    for (const query of ['', many]) expect(() => parseLeaseIds(request(query))).toThrow(malformed('1 to 200'));
  });
});

describe('a body', () => {
  it('may be as large as 1 MiB and no larger', async () => {
    const padded = (bytes: number) => JSON.stringify(valid).padEnd(bytes, ' ');
    expect(await parseBody(put(padded(1024 * 1024)), registrationSchema)).toEqual(valid);
    await expect(parseBody(put(padded(1024 * 1024 + 1)), registrationSchema)).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it.each([
    ['', 'not JSON'],
    ['nope', 'not JSON'],
    ['{"service":', 'not JSON'],
    [new Uint8Array([0xff, 0xfe]), 'not JSON'],
    ['[]', 'expected object'],
    ['null', 'expected object'],
    ['{}', 'service: '],
    [JSON.stringify({ ...valid, port: 0 }), 'port: '],
    [JSON.stringify({ ...valid, port: '80' }), 'port: '],
    [JSON.stringify({ ...valid, service: '' }), 'service: '],
    [JSON.stringify({ ...valid, service: 'x'.repeat(1001) }), 'service: '],
    [JSON.stringify({ ...valid, service: '\ud800' }), 'service: expected well-formed Unicode'],
    [JSON.stringify({ ...valid, ttlSeconds: 0 }), 'ttlSeconds: '],
    [JSON.stringify({ ...valid, metadata: { zone: 1 } }), 'metadata.zone: '],
    [JSON.stringify({ ...valid, extra: 1 }), 'Unrecognized key: "extra"'],
  ])('is refused: %j', async (body, detail) => {
    await expect(parseBody(put(body), registrationSchema)).rejects.toMatchObject(malformed(detail));
  });
});

describe('a problem', () => {
  it('is problem+json with a stable code', async () => {
    const response = problemResponse(new Problem('unknown-service', 'There is none.'));
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'urn:rollcall:problem:unknown-service',
      title: 'unknown service',
      status: 404,
      detail: 'There is none.',
      code: 'unknown-service',
    });
  });

  it('is made of a registry that cannot be asked, and not of a fault of our own', () => {
    expect(problemOf(new RegistryError('timeout', 'no answer'))).toMatchObject({
      code: 'registry-unavailable',
      status: 503,
    });
    expect(problemOf(new TypeError('x is not a function'))).toBeNull();
  });
});
