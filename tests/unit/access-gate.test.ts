import { describe, expect, it } from 'vitest';
import { isLoopback, type MutationFacts, refuseMutation } from '@/lib/access/gate';

const HOST = '127.0.0.1:4600';

/** A program on this machine that sends JSON. */
function facts(changed: Partial<MutationFacts> = {}): MutationFacts {
  return {
    origin: null,
    secFetchSite: null,
    host: HOST,
    contentType: 'application/json',
    hasBody: true,
    isReadOnly: false,
    isAmbient: false,
    publicUrl: undefined,
    ...changed,
  };
}

function codeFor(changed: Partial<MutationFacts>): string | null {
  return refuseMutation(facts(changed))?.code ?? null;
}

describe('the gate before mutations', () => {
  it.each<[string, string | null, string | null]>([
    ['a program', null, null],
    ['our own page', `http://${HOST}`, null],
    ['our own page behind TLS', `https://${HOST}`, null],
    ['another page', 'https://evil.example', 'foreign-origin'],
    ['another port of this machine', 'http://127.0.0.1:4601', 'foreign-origin'],
    ['another name of this machine', 'http://localhost:4600', 'foreign-origin'],
    ['our address as a user name', `http://${HOST}@evil.example`, 'foreign-origin'],
    ['our address as a subdomain', 'http://127.0.0.1.evil.example:4600', 'foreign-origin'],
    ['a sandboxed page', 'null', 'foreign-origin'],
    ['an extension', `chrome-extension://${HOST}`, 'foreign-origin'],
    ['an empty origin', '', 'foreign-origin'],
    ['no origin at all but words', 'rubbish', 'foreign-origin'],
  ])('of %s (Origin: %j) answers %j', (_, origin, code) => {
    expect(codeFor({ origin })).toBe(code);
  });

  it('compares hosts as browsers write them', () => {
    expect(codeFor({ origin: 'http://rollcall.example', host: 'Rollcall.Example' })).toBeNull();
    expect(codeFor({ origin: 'http://[::1]:4600', host: '[::1]:4600' })).toBeNull();
    expect(codeFor({ origin: 'http://rollcall.example', host: null })).toBe('foreign-origin');
  });

  it.each<[string, string | null]>([
    ['same-origin', null],
    ['none', null],
    ['same-site', 'foreign-origin'],
    ['cross-site', 'foreign-origin'],
    ['Same-Origin', 'foreign-origin'],
    ['', 'foreign-origin'],
  ])('answers Sec-Fetch-Site: %s with %j', (secFetchSite, code) => {
    expect(codeFor({ secFetchSite })).toBe(code);
    expect(codeFor({ secFetchSite, origin: `http://${HOST}` })).toBe(code);
  });

  it.each<[string | null, boolean, string | null]>([
    ['application/json', true, null],
    ['Application/JSON; charset=utf-8', true, null],
    ['application/json ;charset=utf-8', true, null],
    ['application/jsonp', true, 'wrong-content-type'],
    ['application/problem+json', true, 'wrong-content-type'],
    ['text/plain; application/json', true, 'wrong-content-type'],
    ['application/x-www-form-urlencoded', true, 'wrong-content-type'],
    ['multipart/form-data', true, 'wrong-content-type'],
    [null, true, 'wrong-content-type'],
    [null, false, null],
    ['text/plain', false, null],
  ])('answers content type %j with a body: %j with %j', (contentType, hasBody, code) => {
    expect(codeFor({ contentType, hasBody })).toBe(code);
  });

  it('refuses programs too where other machines can reach the server', () => {
    expect(codeFor({ isReadOnly: true })).toBe('read-only');
    expect(codeFor({ isReadOnly: true, origin: `http://${HOST}` })).toBe('read-only');
    expect(codeFor({ isReadOnly: true, origin: 'http://evil.example' })).toBe('foreign-origin');
  });

  it.each<[string | null, string | null, string | null]>([
    [null, null, 'foreign-origin'],
    [null, 'none', 'foreign-origin'],
    [null, 'same-origin', null],
    [`http://${HOST}`, null, null],
    [`http://${HOST}`, 'same-origin', null],
    ['http://evil.example', 'same-origin', 'foreign-origin'],
  ])('with a cookie, answers Origin %j and Sec-Fetch-Site %j with %j', (origin, secFetchSite, code) => {
    expect(codeFor({ isAmbient: true, origin, secFetchSite })).toBe(code);
  });

  it('knows the origin that a proxy in front has', () => {
    const publicUrl = 'https://rollcall.example';
    expect(codeFor({ origin: publicUrl })).toBe('foreign-origin');
    expect(codeFor({ origin: publicUrl, publicUrl })).toBeNull();
    expect(codeFor({ origin: 'http://rollcall.example', publicUrl })).toBe('foreign-origin');
    // The proxy hands Host on; whoever sits on a line without TLS can show a page of that name.
    expect(codeFor({ origin: 'http://rollcall.example', host: 'rollcall.example', publicUrl })).toBe('foreign-origin');
  });
});

describe('a loopback address', () => {
  it.each(['127.0.0.1', '127.9.8.7', 'localhost', '::1', '[::1]'])('is %s', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil.example', '128.0.0.1', 'rollcall.example', ''])(
    'is not %j',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});
