import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICIES } from '@/lib/balancer/policies';
import type { FleetMember } from '@/lib/view/simulation-fleet';
import { PRESETS, setupOf } from '@/lib/view/simulation-presets';
import { setupProblem } from '@/lib/view/simulation-problem';
import {
  ARRIVALS,
  DEFAULT_SETUP,
  KEY_SOURCES,
  LIMITS,
  type PlacedEvent,
  QUESTIONS,
  SERVICE_TIMES,
  type Setup,
  type SetupNumbers,
} from '@/lib/view/simulation-setup';
import { setupFrom, setupQuery } from '@/lib/view/simulation-url';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });

const member: fc.Arbitrary<FleetMember> = fc.record({
  key: fc.oneof(text, fc.constantFrom('10.0.0.1:8080', '[::1]:80', 'a,b~c:1', '100%', '=cmd')),
  weight: fc.oneof(fc.constant(1), fc.nat(1_000_000), fc.double({ min: 0, max: 100, noNaN: true })).map(Math.abs),
  health: fc.constantFrom('passing', 'warning', 'critical', 'unknown'),
  rotation: fc.constantFrom('in', 'out'),
  slowness: fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 1_000, noNaN: true })),
  takesPart: fc.boolean(),
  isEdited: fc.boolean(),
});

const policy = fc.constantFrom(...POLICIES).chain(({ id, defaults, words }) =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(defaults).map(([name, value]) => [
          name,
          typeof value === 'number'
            ? fc.integer({ min: -1_000, max: 1_000_000 })
            : typeof value === 'boolean'
              ? fc.boolean()
              : fc.constantFrom(...(words[name] ?? [value])),
        ]),
      ),
    )
    .map((given) => ({
      id,
      options: Object.fromEntries(Object.entries(given).filter(([name, value]) => defaults[name] !== value)),
    })),
);

const event: fc.Arbitrary<PlacedEvent> = fc
  .record({ atMs: fc.nat(999_999_999), place: fc.nat(9_999), value: fc.integer({ min: 1, max: 1_000 }) })
  .chain(({ atMs, place, value }) =>
    fc.constantFrom<PlacedEvent>(
      { kind: 'drain', atMs, place },
      { kind: 'add', atMs, place },
      { kind: 'recover', atMs, place },
      { kind: 'fail', atMs, place, answersAfterMs: value },
      { kind: 'weight', atMs, place, weight: value },
      { kind: 'slow', atMs, place, slowness: value },
    ),
  );

const numbers = fc.record(
  Object.fromEntries(
    Object.entries(LIMITS).map(([name, { least, most, isWhole }]) => [
      name,
      isWhole ? fc.integer({ min: least, max: most }) : fc.double({ min: least, max: most, noNaN: true }).map(Math.abs),
    ]),
  ) as { [Name in keyof SetupNumbers]: fc.Arbitrary<number> },
);

/** As a link has it: without the values. */
const recording = fc.record({
  name: text,
  count: fc.integer({ min: 1, max: 100_000 }),
  digest: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((hash) => hash.toString(16).padStart(16, '0')),
  values: fc.constant(null),
});

const rest = fc.record({
  origin: fc.option(fc.record({ registry: text, service: text })),
  fleet: fc.array(member, { maxLength: 12 }),
  preset: fc.option(text),
  policies: fc.array(policy, { minLength: 1, maxLength: 6 }),
  serviceTime: fc.constantFrom(...SERVICE_TIMES),
  arrivals: fc.constantFrom(...ARRIVALS),
  trace: fc.option(recording),
  keysFrom: fc.constantFrom(...KEY_SOURCES),
  keyFile: fc.option(recording),
  seed: text,
  isWeightCapacity: fc.boolean(),
  events: fc.array(event, { maxLength: 20 }),
});

const question = fc.oneof(
  fc.record({ question: fc.constantFrom(...QUESTIONS), change: fc.constant(DEFAULT_SETUP.change) }),
  fc.record({
    question: fc.constant('churn' as const),
    change: fc.oneof(
      fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 50 }) }),
      fc.record({
        kind: fc.constant('remove' as const),
        places: fc.uniqueArray(fc.nat(9_999), { maxLength: 8 }).map((all) => all.sort((a, b) => a - b)),
      }),
    ),
  }),
);

const setup: fc.Arbitrary<Setup> = fc
  .tuple(numbers, rest, question)
  .map(([some, others, asked]) => ({ ...some, ...others, ...asked }));

function read(query: string): Setup {
  return setupFrom(new URL(`http://rollcall.test/simulator${query}`).searchParams);
}

describe('the address of a simulation', () => {
  it('holds everything a run depends on', () => {
    fc.assert(
      fc.property(setup, (given) => {
        expect(read(setupQuery(given))).toEqual(given);
      }),
    );
  });

  it('is read without fail whatever it says, and what was read is written and read alike', () => {
    const names = [
      'fleet',
      'policies',
      'load',
      'mean',
      'skew',
      'requests',
      'seed',
      'question',
      'events',
      'change',
      'time',
      'trace',
      'keys-from',
      'key-file',
    ];
    const value = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.string({ unit: fc.constantFrom(...'~,:.%;-0159axeo') }),
    );
    const params = fc.dictionary(fc.constantFrom(...names, 'registry', 'service', 'timeout', 'preset'), value);
    fc.assert(
      fc.property(params, (given) => {
        const first = setupFrom(new URLSearchParams(given));
        expect(read(setupQuery(first))).toEqual(first);
      }),
    );
  });

  it('falls back where a value means nothing', () => {
    const bad = read(
      '?load=9999&mean=-1&skew=x&requests=1e99&question=why&policies=guess,~&time=sideways&events=1:explode:0&change=remove:one&seed=&queue=1.5&trace=0~0123456789abcdef~none&key-file=2~0123~short',
    );
    expect(bad).toEqual(DEFAULT_SETUP);
  });

  it('knows one zero', () => {
    expect(read('?skew=-0')).toEqual({ ...DEFAULT_SETUP, keySkew: 0 });
    expect(read('?policies=ring-hash~balanceFactor:-0')).toEqual(read('?policies=ring-hash~balanceFactor:0'));
  });

  it('leaves away what of a policy is no option', () => {
    const { policies } = read('?policies=maglev~tableSize:17~colour:red~balanceFactor:x,round-robin~choices:2,nobody');
    expect(policies).toEqual([
      { id: 'maglev', options: { tableSize: 17 } },
      { id: 'round-robin', options: {} },
    ]);
  });

  it('of every preset can be run and says the same again', () => {
    for (const preset of PRESETS) {
      const given = setupOf(preset);
      expect(setupProblem(given), preset.id).toBeNull();
      expect(read(setupQuery(given))).toEqual(given);
    }
  });
});
