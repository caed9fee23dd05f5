import { describe, expect, it } from 'vitest';
import type { CheckRule } from '@/lib/checks/check-rule';
import { instanceCheck } from '@/lib/checks/instance-check';
import type { Instance } from '@/lib/domain/instance';
import { asInstance } from '../support/etcd-watch';
import { observed } from '../support/observed';
import { httpProbe } from '../support/probing';

const plan = { probe: httpProbe(), intervalMs: 10_000, timeoutMs: 2_000, thresholds: { rise: 2, fall: 3 } };

function rule(given: Partial<CheckRule> = {}): CheckRule {
  const allowMetadata = ['path', 'port', 'interval', 'disabled'] as const;
  return {
    registry: null,
    service: '*',
    plan,
    port: null,
    allowMetadata,
    onCritical: 'observe',
    keepInRotation: 0.5,
    ...given,
  };
}

function saying(metadata: Record<string, string>): Instance {
  return asInstance(observed({ address: '10.0.0.1', port: 8080, metadata }));
}

describe('what an instance says of its own check', () => {
  it('counts for nothing where its rule does not allow it', () => {
    const said = {
      'rollcall-check-path': '/up',
      'rollcall-check-port': '9',
      'rollcall-check-interval': '1',
      'rollcall-check-disabled': 'true',
    };
    expect(instanceCheck(rule({ allowMetadata: [] }), saying(said))).toEqual({
      destination: { host: '10.0.0.1', port: 8080 },
      plan,
    });
  });

  it('chooses path, port and interval where its rule allows them', () => {
    const said = {
      'rollcall-check-path': '/up?deep=1',
      'rollcall-check-port': '9090',
      'rollcall-check-interval': '30',
    };
    expect(instanceCheck(rule(), saying(said))).toEqual({
      destination: { host: '10.0.0.1', port: 9090 },
      plan: { ...plan, probe: httpProbe({ path: '/up?deep=1' }), intervalMs: 30_000 },
    });
  });

  it('ends the check', () => {
    expect(instanceCheck(rule(), saying({ 'rollcall-check-disabled': 'true' }))).toBeNull();
    expect(instanceCheck(rule(), saying({ 'rollcall-check-disabled': 'no' }))).not.toBeNull();
  });

  it('never chooses the host', () => {
    const said = { 'rollcall-check-host': '169.254.169.254', 'rollcall-check-path': 'http://169.254.169.254/' };
    expect(instanceCheck(rule(), saying(said))).toEqual({ destination: { host: '10.0.0.1', port: 8080 }, plan });
  });

  it.each([
    ['path', 'up'],
    ['path', '/a b'],
    ['path', '/a\r\nHost: b'],
    ['path', `/${'a'.repeat(2_000)}`],
    ['port', '0'],
    ['port', '65536'],
    ['port', '-1'],
    ['port', '80x'],
    ['port', ''],
    ['interval', '0'],
    ['interval', '0.001'],
    ['interval', '1e9'],
    ['interval', '999999'],
  ])('is as if it were not there where it is no %s: %j', (name, value) => {
    const check = instanceCheck(rule(), saying({ [`rollcall-check-${name}`]: value }));
    expect(check).toEqual({ destination: { host: '10.0.0.1', port: 8080 }, plan });
  });

  it('is checked no more often than a probe may take', () => {
    expect(instanceCheck(rule(), saying({ 'rollcall-check-interval': '1' }))?.plan.intervalMs).toBe(2_000);
  });

  it('keeps the plan it is checked by while it says the same', () => {
    const said = saying({ 'rollcall-check-path': '/up' });
    const first = instanceCheck(rule(), said)?.plan;
    expect(instanceCheck(rule(), said, first)?.plan).toBe(first);
    expect(instanceCheck(rule(), saying({}), first)?.plan).toBe(plan);
  });

  it('is no word of what every object has', () => {
    const said = saying(Object.create({ 'rollcall-check-port': '9' }));
    expect(instanceCheck(rule(), said)?.destination.port).toBe(8080);
  });
});
