import { describe, expect, it } from 'vitest';
import { createCredentials } from '@/lib/access/credentials';
import { createFirstAdminCode } from '@/lib/access/first-admin';
import { createRefusalBudget } from '@/lib/access/refusal-budget';
import { manualClock } from '../support/manual-clock';

describe('the one-time code', () => {
  it('is another one every time, and made of what is not mistaken', () => {
    const codes = Array.from({ length: 50 }, () => createFirstAdminCode().code);
    expect(new Set(codes).size).toBe(50);
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){3}$/);
  });

  it('works once, unless what it was taken for did not come about', () => {
    const first = createFirstAdminCode();
    for (const wrong of ['', 'x', `${first.code}A`, first.code.slice(1), 'é'.repeat(19)])
      expect(first.take(wrong)).toBe(false);
    expect(first.isOpen()).toBe(true);
    expect(first.take(` ${first.code.toLowerCase()} `)).toBe(true);
    expect(first.isOpen()).toBe(false);
    expect(first.take(first.code)).toBe(false);
    first.giveBack();
    expect(first.take(first.code)).toBe(true);
  });
});

describe("users' own tokens", () => {
  it('are kept as long as the session, apart for each registry', async () => {
    const clock = manualClock();
    const credentials = createCredentials(clock);
    const session = { id: 's', expiresAt: clock.now() + 1_000 };
    credentials.keep(session, 'east', 'a');
    credentials.keep(session, 'west', 'b');
    expect(credentials.find(session, 'east')).toEqual({ token: 'a' });
    expect(credentials.find({ ...session, id: 'other' }, 'east')).toBeUndefined();
    credentials.forget(session, 'east');
    expect(credentials.find(session, 'east')).toBeUndefined();
    expect(credentials.find(session, 'west')).toEqual({ token: 'b' });
    await clock.advance(1_000);
    expect(credentials.find(session, 'west')).toBeUndefined();
  });

  it('go with the session', () => {
    const clock = manualClock();
    const credentials = createCredentials(clock);
    const session = { id: 's', expiresAt: clock.now() + 1_000 };
    credentials.keep(session, 'east', 'a');
    credentials.forget(session);
    expect(credentials.find(session, 'east')).toBeUndefined();
  });
});

describe('the refusals that are recorded', () => {
  it('are so many a minute, and no more', async () => {
    const clock = manualClock();
    const mayRecord = createRefusalBudget(clock);
    const recorded = () => Array.from({ length: 500 }, mayRecord).filter(Boolean).length;
    expect(recorded()).toBe(120);
    await clock.advance(60_000);
    expect(recorded()).toBe(120);
  });
});
