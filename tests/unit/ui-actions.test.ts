import { describe, expect, it } from 'vitest';
import { matchesAction, mergeActions } from '@/components/actions/action-filter';
import { actionWords, outcomeWords, subjectWords } from '@/components/actions/action-words';
import { lookOf, stateWords } from '@/components/actions/came-back';
import { diffParts } from '@/components/actions/diff-parts';
import { againOf, isFiltered } from '@/components/actions/draft';
import { isStanding } from '@/components/actions/is-standing';
import { revertSeconds } from '@/components/actions/revert-after';
import { NOTHING_SELECTED, pressed, pressedAll } from '@/components/actions/selection';
import { cautionsOf } from '@/components/actions/warning-words';
import { weightOf } from '@/components/actions/weight-of';
import { type ActingFacts, whyNot } from '@/components/actions/why-not';
import type { Action, ActionStep } from '@/lib/domain/action';
import type { ActionPreview } from '@/lib/domain/action-preview';
import type { Identity } from '@/lib/domain/identity';
import { sampleInstance } from '../support/catalog-samples';

const AT = '2026-01-05T09:00:00.000Z';
const NOBODY = { identity: null } as const;
const ADMIN: Identity = { name: 'ana', role: 'admin', scope: null, via: 'session' };
const ALL = { drain: true, deregister: true, weight: true, register: true };

function step(instance: string, changed: Partial<ActionStep> = {}): ActionStep {
  const address = `10.0.0.${instance}:80`;
  return { registry: 'r', instance, service: 'orders', address, state: 'confirmed', since: AT, ...changed };
}

function action(steps: readonly ActionStep[], changed: Partial<Action> = {}): Action {
  return {
    id: 'a1',
    kind: 'drain',
    at: AT,
    actor: 'ana',
    reason: 'INC-1',
    revertAt: null,
    state: steps[0]?.state ?? 'confirmed',
    isRevertible: true,
    steps,
    ...changed,
  };
}

describe('the words of an action', () => {
  it('name one by its address, several by their service, and those of several services by their number', () => {
    expect(subjectWords([step('1')])).toBe('orders 10.0.0.1:80');
    expect(subjectWords([step('1'), step('2')])).toBe('2 of orders');
    expect(subjectWords([step('1'), step('2', { service: 'carts' })])).toBe('2 instances of 2 services');
  });

  it('write out what would turn the direction of the rest of the sentence', () => {
    expect(outcomeWords(action([step('1', { service: 'x\u202Ey' })]))).toBe('x\\u202Ey 10.0.0.1:80 is drained.');
  });

  it('say what a button does, with the weight where that is it', () => {
    expect(actionWords('deregister', '2 of orders')).toBe('Deregister 2 of orders');
    expect(actionWords('set-weight', '10.0.0.1:80', 0)).toBe('Set the weight of 10.0.0.1:80 to 0');
  });

  it('tell the end of every kind, and of a mixture how many of each', () => {
    expect(outcomeWords(action([step('1')]))).toBe('orders 10.0.0.1:80 is drained.');
    expect(outcomeWords(action([step('1', { state: 'returned', returnedAfterSeconds: 7 })]))).toBe(
      'orders 10.0.0.1:80 came back after 7 s: its framework registers it again.',
    );
    const late = action([step('1', { returnedAfterSeconds: 82 }), step('2')]);
    expect(outcomeWords(late)).toBe('2 of orders: 10.0.0.1:80 came back, and not by Rollcall.');
    expect([lookOf(late), stateWords(late)]).toEqual(['returned', 'confirmed, came back']);
    expect(outcomeWords(action([step('1', { state: 'failed', detail: 'no leader' })]))).toBe(
      'Could not drain orders 10.0.0.1:80: no leader.',
    );
    expect(outcomeWords(action([step('1', { state: 'reverted' })]))).toBe('orders 10.0.0.1:80: back in rotation.');
    expect(outcomeWords(action([step('1', { state: 'failed' }), step('2'), step('3')]))).toBe(
      'Drain 3 of orders: 1 failed, 2 confirmed.',
    );
  });
});

describe('why a control does not work', () => {
  const facts: ActingFacts = { me: { mode: 'accounts', identity: ADMIN }, capabilities: ALL, staleWords: null };
  const out = sampleInstance('b', { rotation: 'out' });

  it('is nothing where it works', () => {
    expect(whyNot('drain', [sampleInstance('a'), out], facts)).toBeNull();
  });

  it('is the role, the scope or that everything is read-only, before anything else', () => {
    const viewer: Identity = { ...ADMIN, role: 'viewer' };
    const scoped: Identity = { ...ADMIN, role: 'operator', scope: { registries: [], services: ['cart*'] } };
    const as = (identity: Identity): ActingFacts => ({ ...facts, me: { mode: 'accounts', identity } });
    expect(whyNot('drain', [out], as(viewer))).toBe('Your role is viewer; acting needs the role operator.');
    expect(whyNot('drain', [out], as(scoped))).toContain('outside your scope');
    expect(whyNot('drain', [out], { ...facts, me: { mode: 'accounts', ...NOBODY } })).toBe(
      'Sign in to act on instances.',
    );
    expect(whyNot('drain', [out], { ...facts, me: { mode: 'read-only', ...NOBODY } })).toContain('read-only');
  });

  it('is the registry, where it cannot or does not answer', () => {
    const incapable = { ...ALL, weight: false };
    expect(whyNot('set-weight', [sampleInstance('a', { weight: 1 })], { ...facts, capabilities: incapable })).toContain(
      'offers nothing',
    );
    expect(whyNot('drain', [sampleInstance('a')], { ...facts, staleWords: 'r does not answer' })).toBe(
      'r does not answer',
    );
  });

  it('is that all of them are so already, or have nothing of that kind', () => {
    expect(whyNot('drain', [out], facts)).toBe('It is out of rotation already.');
    expect(whyNot('restore', [sampleInstance('a'), sampleInstance('c')], facts)).toBe(
      'None of the 2 is out of rotation.',
    );
    expect(whyNot('set-weight', [sampleInstance('a')], facts)).toBe('Its format knows no weights.');
  });
});

describe('a selection', () => {
  const order = ['a', 'b', 'c', 'd'];

  it('takes one by a press, and with shift all between the last and this one, in either direction', () => {
    const one = pressed(NOTHING_SELECTED, 'c', null);
    expect([...pressed(one, 'a', order).ids].sort()).toEqual(['a', 'b', 'c']);
    expect([...pressed(one, 'c', null).ids]).toEqual([]);
  });

  it('takes the one alone where the last is no longer among the rows', () => {
    const gone = pressed(NOTHING_SELECTED, 'z', null);
    expect([...pressed(gone, 'b', order).ids].sort()).toEqual(['b', 'z']);
  });

  it('takes all in sight, and leaves them again, and keeps what a filter hides', () => {
    const hidden = pressed(NOTHING_SELECTED, 'z', null);
    const all = pressedAll(hidden, order);
    expect([...all.ids].sort()).toEqual(['a', 'b', 'c', 'd', 'z']);
    expect([...pressedAll(all, order).ids]).toEqual(['z']);
  });
});

it('tells cautions once each, the worst first, and of how many targets they are', () => {
  const target = { warnings: ['clients keep the old list'] };
  const preview = {
    targets: [target, { warnings: [] }],
    services: [{ service: 'orders', warnings: [{ code: 'last-in-zone', name: 'eu-1a' }, { code: 'nothing-left' }] }],
  } as unknown as ActionPreview;
  expect(cautionsOf(preview).map(({ tone, words }) => `${tone}: ${words}`)).toEqual([
    'critical: Nothing of orders is left in rotation.',
    'warning: The last passing one of orders in zone eu-1a is taken.',
    'warning: Clients keep the old list. (1 of 2)',
  ]);
});

it('shows where two values differ, to the edges of their words', () => {
  expect(diffParts('{"weight":"100","a":1}', '{"weight":"0","a":1}')).toEqual({
    head: '{"weight":"',
    before: '100',
    after: '0',
    tail: '","a":1}',
  });
  expect(diffParts('same', 'same')).toMatchObject({ before: '', after: '' });
});

it('takes a weight as a whole number only, and minutes up to a week', () => {
  expect([weightOf(' 50 '), weightOf('0'), weightOf('2.5'), weightOf('-1'), weightOf('65536'), weightOf('')]).toEqual([
    50,
    0,
    null,
    null,
    null,
    null,
  ]);
  expect(revertSeconds({ choice: 'never', minutes: '' })).toBeUndefined();
  expect(revertSeconds({ choice: '1 h', minutes: '' })).toBe(3_600);
  expect(revertSeconds({ choice: 'custom', minutes: '90' })).toBe(5_400);
  expect(revertSeconds({ choice: 'custom', minutes: '0' })).toBeNull();
  expect(revertSeconds({ choice: 'custom', minutes: '10081' })).toBeNull();
});

describe('the list of actions', () => {
  const none = { state: null, kind: null, registry: null, q: null };

  it('lets the stream correct what was asked for, newest first', () => {
    const older = action([step('1')], { id: 'old', at: '2026-01-04T09:00:00.000Z' });
    const asked = action([step('1', { state: 'sent' })], { state: 'sent' });
    const merged = mergeActions([action([step('1')])], [older, asked]);
    expect(merged.map(({ id, state }) => `${id} ${state}`)).toEqual(['a1 confirmed', 'old confirmed']);
  });

  it('finds by state, kind, registry and words in who, why and where', () => {
    const one = action([step('1')]);
    expect(matchesAction(one, { ...none, q: 'inc-1 ORDERS 10.0.0.1' })).toBe(true);
    expect(matchesAction(one, { ...none, q: 'inc-1 carts' })).toBe(false);
    expect(matchesAction(one, { ...none, registry: 'other' })).toBe(false);
    expect(matchesAction(one, { ...none, state: 'sent' })).toBe(false);
    expect(matchesAction(one, { ...none, kind: 'drain' })).toBe(true);
  });
});

it('begins again only what has not been done, with the reason that was given', () => {
  const targets = [sampleInstance('1'), sampleInstance('2')];
  const again = againOf({ kind: 'drain', targets }, action([step('1'), step('2', { state: 'conflicted' })]));
  expect(again).toEqual({ kind: 'drain', targets: [targets[1]], reason: 'INC-1' });
});

it('tells a filter from a list, which has a method of that name', () => {
  expect(isFiltered([])).toBe(false);
  expect(isFiltered({ filter: { registry: 'r' } })).toBe(true);
});

it('knows the drain that an instance is out by, and no longer once that was taken back', () => {
  expect(isStanding(action([step('1')]), { registry: 'r', id: '1' })).toBe(true);
  expect(isStanding(action([step('1', { state: 'reverted' })]), { registry: 'r', id: '1' })).toBe(false);
  expect(isStanding(action([step('1')], { kind: 'restore' }), { registry: 'r', id: '1' })).toBe(false);
});
