import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '@/lib/config';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-access-config-'));
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
function load(access: unknown, environment: Record<string, string> = {}) {
  const file = join(folder, `${files++}.yaml`);
  writeFileSync(file, access === undefined ? '' : JSON.stringify({ access }));
  return loadConfig({ ROLLCALL_CONFIG: file, ...environment }).access;
}

const OIDC = { issuer: 'https://id.example/', clientId: 'rollcall', roles: { admin: ['ops'] } };
const PROXY = { userHeader: 'X-User', roles: { viewer: ['*'] } };

describe('access that is not configured', () => {
  it('is local on loopback, and read-only anywhere else', () => {
    expect(load(undefined)).toEqual({ mode: 'local', trustedProxies: [] });
    expect(load(undefined, { HOST: '::1' }).mode).toBe('local');
    expect(load(undefined, { HOST: '0.0.0.0' }).mode).toBe('read-only');
    expect(load(undefined, { HOST: 'rollcall.example' }).mode).toBe('read-only');
  });
});

describe('access', () => {
  it('is by accounts, on loopback too', () => {
    expect(load({ mode: 'accounts' })).toEqual({ mode: 'accounts', trustedProxies: [], sessionHours: 12 });
    expect(load({ mode: 'accounts', publicUrl: 'https://Rollcall.example/x/' })).toMatchObject({
      publicUrl: 'https://rollcall.example',
    });
  });

  it('is by an identity provider', () => {
    expect(load({ mode: 'oidc', oidc: OIDC })).toEqual({
      mode: 'oidc',
      trustedProxies: [],
      sessionHours: 12,
      oidc: {
        issuer: 'https://id.example',
        clientId: 'rollcall',
        scopes: ['openid', 'profile', 'email'],
        groupsClaim: 'groups',
        label: 'Sign in',
        roles: { admin: ['ops'], operator: [], viewer: [] },
        operators: [],
      },
    });
  });

  it('is by a proxy', () => {
    expect(load({ mode: 'proxy', trustedProxies: ['10.0.0.0/8'], proxy: PROXY })).toMatchObject({
      trustedProxies: ['10.0.0.0/8'],
      proxy: { userHeader: 'x-user', roles: { viewer: ['*'] } },
    });
  });

  it('is local where that is asked for, and only on loopback', () => {
    expect(load({ mode: 'local' }).mode).toBe('local');
    expect(() => load({ mode: 'local' }, { HOST: '0.0.0.0' })).toThrow(/access\.mode is local.*HOST is 0\.0\.0\.0/);
  });

  it('takes its secrets from the environment', () => {
    const secret = 's'.repeat(32);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how the file writes it.
    expect(load({ mode: 'accounts', secret: '${SECRET}' }, { SECRET: secret })).toMatchObject({ secret });
  });

  it.each<[object, RegExp]>([
    [{}, /access\.mode: expected mode: accounts, oidc, proxy or local/],
    [{ mode: 'none' }, /access\.mode: expected mode: accounts, oidc, proxy or local/],
    [{ mode: 'accounts', secret: 'hunter2' }, /access\.secret: expected at least 32 characters/],
    [{ mode: 'accounts', sessionHours: 0 }, /access\.sessionHours: expected more than 0/],
    [{ mode: 'accounts', oidc: OIDC }, /access: unknown "oidc"/],
    [{ mode: 'oidc' }, /access\.oidc: missing; expected a map of settings/],
    [
      { mode: 'oidc', oidc: { ...OIDC, issuer: 'id.example' } },
      /access\.oidc\.issuer: expected an http:\/\/ or https:\/\//,
    ],
    [{ mode: 'oidc', oidc: { ...OIDC, roles: {} } }, /access\.oidc\.roles: expected roles with at least one group/],
    [{ mode: 'oidc', oidc: { ...OIDC, roles: { root: ['ops'] } } }, /access\.oidc\.roles: unknown "root"/],
    [{ mode: 'proxy', proxy: PROXY }, /access\.trustedProxies: missing; expected a list/],
    [{ mode: 'proxy', trustedProxies: [], proxy: PROXY }, /access\.trustedProxies: expected at least one address/],
    [
      { mode: 'proxy', trustedProxies: ['proxy'], proxy: PROXY },
      /access\.trustedProxies\.0: expected an address or a range/,
    ],
    [
      { mode: 'proxy', trustedProxies: ['::1'], proxy: { ...PROXY, userHeader: 'X User' } },
      /access\.proxy\.userHeader: expected the name of a header/,
    ],
    [{ mode: 'accounts', publicUrl: 'rollcall.example' }, /access\.publicUrl: expected an http:\/\/ or https:\/\//],
  ])('%j stops the start', (access, message) => {
    expect(() => load(access)).toThrow(message);
    try {
      load(access);
    } catch (error) {
      expect(String(error)).not.toContain('hunter2');
    }
  });
});
