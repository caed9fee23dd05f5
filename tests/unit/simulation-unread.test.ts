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
    expect(unread('fleet=a:1&policies=ring-hash~bogus:1')).toEqual(['policies']);
    expect(unread('fleet=a:1&policies=maglev~tableSize:abc')).toEqual(['policies']);
    expect(unread('fleet=a:1,b:1&question=churn&change=drop:3')).toEqual(['change']);
    expect(unread('fleet=a:1,b:1&question=churn&change=remove:7')).toEqual(['change']);
    expect(unread(`trace=x&capacity=maybe&preset=nope&seed=${'7'.repeat(99)}`)).toEqual([
      'trace',
      'capacity',
      'preset',
      'seed',
    ]);
    expect(unread('preset=one-slow&load=90&seed=7')).toEqual(['load', 'seed']);
  });

  it('is none that was made here, nor one that says the usual otherwise', () => {
    for (const preset of PRESETS) expect(unread(setupQuery(setupOf(preset)))).toEqual([]);
    expect(unread(setupQuery({ ...DEFAULT_SETUP, fleet: madeUpFleet(3) }))).toEqual([]);
    expect(unread('load=70.0&skew=-0&policies=random')).toEqual([]);
    expect(unread('')).toEqual([]);
    // Who is there is not known before the service is looked at.
    expect(unread('registry=r&service=s&events=5000:drain:3')).toEqual([]);
  });

  it('may be the name of a lesson alone', () => {
    expect(setupFrom(new URLSearchParams('preset=hot-key'))).toEqual(setupOf(PRESETS[2] as (typeof PRESETS)[number]));
    expect(unread('preset=hot-key')).toEqual([]);
  });
});
