import { describe, expect, it, vi } from 'vitest';
import { createSessionWatch, isSignedOut } from '@/components/access/session-watch';
import type { Me } from '@/lib/domain/identity';
import { eventually } from '../support/wait';

const ANA: Me = { mode: 'accounts', identity: { name: 'ana', role: 'admin', scope: null, via: 'session' } };
const NOBODY: Me = { mode: 'accounts', identity: null };

describe('the watch over a session', () => {
  it('knows nothing until it is doubted, and then what the server says', async () => {
    const watch = createSessionWatch(async () => NOBODY);
    const listener = vi.fn();
    watch.subscribe(listener);
    expect(watch.getState()).toBeNull();
    expect(isSignedOut(watch.getState())).toBe(false);
    watch.doubt();
    await eventually(() => listener.mock.calls.length === 1);
    expect(isSignedOut(watch.getState())).toBe(true);
  });

  it('asks one question at a time', async () => {
    const answer = Promise.withResolvers<Me>();
    const ask = vi.fn(() => answer.promise);
    const watch = createSessionWatch(ask);
    watch.doubt();
    watch.doubt();
    expect(ask).toHaveBeenCalledTimes(1);
    answer.resolve(ANA);
    await eventually(() => watch.getState() === ANA);
    watch.doubt();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('takes a server that does not answer for no word about the session', async () => {
    const answers = [async () => ANA, async () => Promise.reject(new Error('refused')), async () => NOBODY];
    const ask = vi.fn(() => (answers.shift() ?? (async () => NOBODY))());
    const watch = createSessionWatch(ask);
    watch.doubt();
    await eventually(() => watch.getState() === ANA);
    watch.doubt();
    await eventually(() => {
      watch.doubt();
      return ask.mock.calls.length === 3;
    });
    await eventually(() => isSignedOut(watch.getState()));
  });

  it('tells nobody twice of the same', async () => {
    const ask = vi.fn(async () => ({ ...ANA }));
    const watch = createSessionWatch(ask);
    const listener = vi.fn();
    watch.subscribe(listener);
    for (const times of [1, 2]) {
      await eventually(() => {
        watch.doubt();
        return ask.mock.calls.length >= times;
      });
    }
    await eventually(() => watch.getState() !== null);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('counts nobody as signed out where nobody signs in', () => {
    expect(isSignedOut({ mode: 'read-only', identity: null })).toBe(false);
    expect(isSignedOut(ANA)).toBe(false);
    expect(isSignedOut({ mode: 'proxy', identity: null })).toBe(true);
  });
});
