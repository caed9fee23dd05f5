import { describe, expect, it } from 'vitest';
import { madeUpFleet } from '@/lib/view/simulation-fleet';
import { PRESETS, setupOf } from '@/lib/view/simulation-presets';
import { DEFAULT_SETUP } from '@/lib/view/simulation-setup';
import { unreadParts } from '@/lib/view/simulation-unread';
import { setupFrom, setupQuery } from '@/lib/view/simulation-url';

const unread = (query: string) => unreadParts(new URLSearchParams(query));

describe('a link of the simulator that is not all understood', () => {
  it('is told by the names of what means nothing', () => {
    expect(unread('load=9999&mean=-5&requests=1e9&question=why&policies=foo,ring-hash&fleet=a:1,,b:1')).toEqual([
      'load',
      'mean',
      'requests',
      'question',
      'policies',
      'fleet',
    ]);
    expect(unread('fleet=a:1,b:1&events=5000:slow:99:2')).toEqual(['events']);
  });

  it('is none that was made here, nor one that says the usual otherwise', () => {
    for (const preset of PRESETS) expect(unread(setupQuery(setupOf(preset)))).toEqual([]);
    expect(unread(setupQuery({ ...DEFAULT_SETUP, fleet: madeUpFleet(3) }))).toEqual([]);
    expect(unread('load=70.0&skew=-0&policies=random')).toEqual([]);
    expect(unread('')).toEqual([]);
  });

  it('may be the name of a lesson alone', () => {
    expect(setupFrom(new URLSearchParams('preset=hot-key'))).toEqual(setupOf(PRESETS[2] as (typeof PRESETS)[number]));
    expect(unread('preset=hot-key')).toEqual([]);
  });
});
