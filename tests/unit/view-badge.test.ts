import { expect, it, vi } from 'vitest';
import type { Link } from '@/lib/domain/link';
import { badgeOf } from '@/lib/view/badge';

vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

const at = (time: string) => `2026-01-05T${time}.000Z`;
const LIVE: Link = { state: 'live', since: at('09:00:00') };
const stale = (since: string): Link => ({ state: 'stale', since, cause: 'unreachable', detail: 'refused' });
const live = { status: { state: 'live' }, paused: null, links: new Map([['r', LIVE]]) } as const;

it('says live only when the stream and every link are', () => {
  expect(badgeOf(live)).toEqual({ state: 'live' });
  const links = new Map([
    ['r', LIVE],
    ['s', stale(at('09:05:00'))],
    ['t', stale(at('09:03:00'))],
  ]);
  expect(badgeOf({ ...live, links })).toEqual({ state: 'stale', since: at('09:03:00'), stale: 2, of: 3 });
});

it('says how much waits while paused, and a lost stream before all else', () => {
  const paused = { since: at('09:00:00'), waiting: 12 };
  expect(badgeOf({ ...live, paused })).toEqual({ state: 'paused', waiting: 12 });
  const status = { state: 'reconnecting', since: at('09:01:00') } as const;
  expect(badgeOf({ ...live, paused, status })).toEqual(status);
});
