import { type FleetMember, madeUpFleet } from './simulation-fleet';
import { DEFAULT_SETUP, type Setup } from './simulation-setup';

/** A setup that teaches one thing. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to look at. */
  readonly look: string;
  readonly setup: Partial<Setup>;
}

const ROUND_ROBIN = { id: 'round-robin', options: {} };
const RANDOM = { id: 'random', options: {} };
const TWO_CHOICES = { id: 'least-request', options: {} };
const FULL_SCAN = { id: 'least-request', options: { selection: 'full-scan' } };
const PEAK_EWMA = { id: 'peak-ewma', options: {} };
const RING = { id: 'ring-hash', options: {} };
const MAGLEV = { id: 'maglev', options: {} };

/** What there is to learn, in the order it is shown. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'one-slow',
    title: 'One slow instance',
    look: 'Round robin keeps feeding the slow one and its queue decides the tail; whoever looks at requests in flight sends it less.',
    setup: {
      fleet: changed(madeUpFleet(8), [1], { slowness: 1.4 }),
      policies: [ROUND_ROBIN, RANDOM, TWO_CHOICES, PEAK_EWMA],
    },
  },
  {
    id: 'weights',
    title: 'Weights 5-1-1',
    look: 'The shares are the same to the last digit: look at the first picks, where one algorithm interleaves and another sends five in a row.',
    setup: {
      fleet: madeUpFleet(3, [5, 1, 1]),
      policies: ['smooth', 'edf', 'static-stride', 'block'].map((algorithm) => ({
        id: 'weighted-round-robin',
        options: algorithm === 'smooth' ? {} : { algorithm },
      })),
    },
  },
  {
    id: 'hot-key',
    title: 'Hot key',
    look: 'A few keys are asked for so often that an owner of several of them cannot keep up, however even the hash; bounded loads let them overflow to others.',
    setup: {
      fleet: madeUpFleet(8),
      policies: [RING, MAGLEV, { id: 'bounded-load', options: {} }, TWO_CHOICES],
      keySkew: 0.95,
      loadPercent: 60,
    },
  },
  {
    id: 'scale-out',
    title: 'Scale out by one',
    look: 'One instance joins ten: an eleventh of the keys has to move, all of it to the newcomer. Collateral is what moves between the old ones for nothing; Envoy’s ring gives each fewer places as it fills.',
    setup: {
      question: 'churn',
      fleet: madeUpFleet(10),
      change: { kind: 'add', count: 1 },
      policies: [RING, MAGLEV, { id: 'rendezvous', options: {} }, { id: 'nginx-hash', options: { consistent: false } }],
    },
  },
  {
    id: 'two-choices',
    title: 'Two choices against random',
    look: 'To look at two instead of one takes away most of the queue: compare p99, then what looking at all of them still adds.',
    setup: {
      fleet: madeUpFleet(10),
      loadPercent: 90,
      policies: [RANDOM, ROUND_ROBIN, TWO_CHOICES, FULL_SCAN],
    },
  },
  {
    id: 'retry-storm',
    title: 'Retry storm',
    look: 'Two instances crawl for four seconds: every timeout becomes three more requests, and all queues stay full long after the two recovered.',
    setup: {
      fleet: madeUpFleet(8),
      loadPercent: 75,
      timeoutMs: 300,
      retries: 3,
      limitMs: 1_000,
      policies: [ROUND_ROBIN, RANDOM, TWO_CHOICES, PEAK_EWMA],
      events: [
        { atMs: 20_000, kind: 'slow', place: 0, slowness: 20 },
        { atMs: 20_000, kind: 'slow', place: 1, slowness: 20 },
        { atMs: 24_000, kind: 'slow', place: 0, slowness: 1 },
        { atMs: 24_000, kind: 'slow', place: 1, slowness: 1 },
      ],
      requests: 20_000,
    },
  },
  {
    id: 'panic',
    title: 'Panic threshold',
    look: 'Six of ten are critical, below the half where Envoy panics: all ten get requests, and whoever looks at latency loves those that fail fast. Set panic to 0 to see the four alone with all of it.',
    setup: {
      fleet: changed(madeUpFleet(10), [4, 5, 6, 7, 8, 9], { health: 'critical' }),
      // Of what the healthy four can answer: 300 requests a second.
      loadPercent: 150,
      panicPercent: 50,
      limitMs: 1_000,
      policies: [ROUND_ROBIN, RANDOM, TWO_CHOICES, PEAK_EWMA],
      events: [4, 5, 6, 7, 8, 9].map((place) => ({ atMs: 0, kind: 'fail', place, answersAfterMs: 2 })),
    },
  },
  {
    id: 'linkerd',
    title: 'Linkerd’s slow server',
    look: 'One of eleven takes two seconds instead of a sixth of one, from 15 to 45 s: count who is answered within a second (Linkerd’s test of 2016).',
    setup: {
      fleet: madeUpFleet(11),
      // 1,000 requests a second on servers that take many at once.
      concurrency: 40,
      serviceTime: 'constant',
      meanMs: 167,
      loadPercent: 38,
      requests: 60_000,
      limitMs: 1_000,
      policies: [ROUND_ROBIN, { id: 'least-connections', options: {} }, TWO_CHOICES, PEAK_EWMA],
      events: [
        { atMs: 15_000, kind: 'slow', place: 0, slowness: 12 },
        { atMs: 45_000, kind: 'slow', place: 0, slowness: 1 },
      ],
    },
  },
];

/** The preset of an id; undefined where there is none. */
export function presetOf(id: string | null): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}

/** A preset over what is usual: nothing of another setup is left. */
export function setupOf({ id, setup }: Preset): Setup {
  return { ...DEFAULT_SETUP, ...setup, preset: id };
}

function changed(
  fleet: readonly FleetMember[],
  places: readonly number[],
  change: Partial<FleetMember>,
): readonly FleetMember[] {
  return fleet.map((member, place) => (places.includes(place) ? { ...member, ...change } : member));
}
