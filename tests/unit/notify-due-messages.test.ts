import { describe, expect, it } from 'vitest';
import type { Alert } from '@/lib/notify/alert';
import { dueMessages } from '@/lib/notify/due-messages';
import type { Rule } from '@/lib/notify/rule';

const NOW = 1_000_000;
const RULE: Rule = {
  id: 'r',
  registry: null,
  service: '*',
  when: { state: 'absent' },
  forMs: 0,
  resolveAfterMs: 0,
  repeatAfterMs: null,
  targets: ['t'],
  groupBy: 'rule',
};

function alert(service: string, given: Partial<Alert> = {}): Alert {
  return {
    rule: 'r',
    registry: 'etcd',
    service,
    state: 'absent',
    summary: '',
    instances: [],
    moreInstances: 0,
    goneAt: null,
    phase: 'firing',
    since: NOW - 9_000,
    firedAt: NOW - 6_000,
    resolvedAt: null,
    isSo: true,
    heldMs: 0,
    lookedAt: null,
    toldAt: null,
    lastToldAt: null,
    ...given,
  };
}
const told = { toldAt: NOW - 20_000, lastToldAt: NOW - 20_000 };
const resolved = { phase: 'resolved', resolvedAt: NOW - 6_000, ...told } as const;

/** `status: services` of each message. */
function due(alerts: readonly Alert[], rule: Partial<Rule> = {}, muted: readonly string[] = []): string[] {
  const isMuted = ({ service }: Alert) => muted.includes(service ?? '');
  return dueMessages(alerts, { ...RULE, ...rule }, { now: NOW, groupMs: 5_000, isMuted }).map(
    (message) => `${message.status}: ${message.alerts.map(({ service }) => service).join(' ')}`,
  );
}

describe('what is to be told', () => {
  it('waits for others, and then is one message', () => {
    const late = alert('b', { firedAt: NOW - 1 });
    expect(due([late])).toEqual([]);
    expect(due([alert('a'), late])).toEqual(['firing: a b']);
  });

  it('is nothing twice', () => {
    expect(due([alert('a', told)])).toEqual([]);
  });

  it('is nothing that is only pending, or resolved before anybody was told', () => {
    expect(due([alert('a', { phase: 'pending' }), alert('b', { phase: 'resolved', resolvedAt: 0 })])).toEqual([]);
  });

  it('is that it is well again, together too', () => {
    expect(due([alert('a', resolved), alert('b', { ...resolved, resolvedAt: NOW - 1 })])).toEqual(['resolved: a b']);
    expect(due([alert('b', { ...resolved, resolvedAt: NOW - 1 })])).toEqual([]);
  });

  it('is repeated when that is due, for all of a group at once', () => {
    const recent = alert('b', { toldAt: NOW - 1, lastToldAt: NOW - 1 });
    expect(due([alert('a', told), recent], { repeatAfterMs: 20_000 })).toEqual(['firing: a b']);
    expect(due([recent], { repeatAfterMs: 20_000 })).toEqual([]);
  });

  it('leaves out what is muted, but not that what was told of is well', () => {
    const alerts = [alert('a'), alert('b'), alert('c', resolved), alert('d', told)];
    expect(due(alerts, { repeatAfterMs: 1 }, ['a', 'c', 'd'])).toEqual(['firing: b', 'resolved: c']);
  });

  it('is apart for each registry or service where that is asked for', () => {
    const alerts = [alert('a'), alert('b'), alert('a', { registry: 'consul' })];
    expect(due(alerts, { groupBy: 'registry' })).toEqual(['firing: a b', 'firing: a']);
    expect(due(alerts, { groupBy: 'service' })).toEqual(['firing: a', 'firing: b', 'firing: a']);
  });
});
