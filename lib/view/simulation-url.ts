import { numberFrom } from './number-from';
import { eventsFrom, eventsText } from './simulation-events';
import { fleetFrom, fleetText } from './simulation-fleet';
import { policiesFrom, policiesText } from './simulation-policies';
import { presetOf, setupOf } from './simulation-presets';
import { recordingFrom, recordingText } from './simulation-recording';
import {
  ARRIVALS,
  type ChurnChange,
  DEFAULT_SETUP,
  KEY_SOURCES,
  LIMITS,
  MOST_JOINING,
  QUESTIONS,
  SEED_LENGTH,
  SERVICE_TIMES,
  type Setup,
  type SetupNumbers,
} from './simulation-setup';

/** What the numbers are called in a link. */
export const NUMBER_NAMES: Readonly<Record<keyof SetupNumbers, string>> = {
  loadPercent: 'load',
  meanMs: 'mean',
  keySkew: 'skew',
  requests: 'requests',
  keyCount: 'keys',
  timeoutMs: 'timeout',
  retries: 'retries',
  limitMs: 'limit',
  concurrency: 'at-once',
  queueLimit: 'queue',
  balancers: 'balancers',
  staleMs: 'stale',
  panicPercent: 'panic',
};
/** Told by every link; the others only where they are not as usual. */
const ALWAYS: ReadonlySet<string> = new Set(['loadPercent', 'meanMs', 'keySkew', 'requests']);

/** What a link asks for, without what its files hold. Whatever is missing, or means nothing, is as usual. */
export function setupFrom(params: URLSearchParams): Setup {
  const registry = params.get('registry');
  const service = params.get('service');
  const policies = policiesFrom(params.get('policies') ?? '');
  const preset = presetOf(params.get('preset'));
  if (preset && isLesson(params)) return setupOf(preset);
  return {
    ...DEFAULT_SETUP,
    ...numbersFrom(params),
    origin: registry && service ? { registry, service } : null,
    fleet: fleetFrom(params.get('fleet') ?? ''),
    preset: params.get('preset') || null,
    question: oneOf(QUESTIONS, params.get('question')) ?? DEFAULT_SETUP.question,
    policies: policies.length > 0 ? policies : DEFAULT_SETUP.policies,
    serviceTime: oneOf(SERVICE_TIMES, params.get('time')) ?? DEFAULT_SETUP.serviceTime,
    arrivals: oneOf(ARRIVALS, params.get('arrivals')) ?? DEFAULT_SETUP.arrivals,
    trace: recordingFrom(params.get('trace') ?? ''),
    keysFrom: oneOf(KEY_SOURCES, params.get('keys-from')) ?? DEFAULT_SETUP.keysFrom,
    keyFile: recordingFrom(params.get('key-file') ?? ''),
    seed: (params.get('seed') ?? '').slice(0, SEED_LENGTH).toWellFormed() || DEFAULT_SETUP.seed,
    isWeightCapacity: params.get('capacity') !== 'equal',
    events: eventsFrom(params.get('events') ?? ''),
    change: changeFrom(params.get('change') ?? ''),
  };
}

/** Whether a link is a lesson by its name alone: every link that is made here holds all of it. */
export function isLesson(params: URLSearchParams): boolean {
  return presetOf(params.get('preset')) !== undefined && !params.has('fleet') && !params.has('question');
}

/** The query that {@link setupFrom} reads, with `?`. Two setups are the same where their queries are. */
export function setupQuery(setup: Setup): string {
  const pairs: [string, string][] = [];
  if (setup.origin) pairs.push(['registry', setup.origin.registry], ['service', setup.origin.service]);
  if (setup.preset !== null) pairs.push(['preset', setup.preset]);
  pairs.push(['question', setup.question], ['policies', policiesText(setup.policies)]);
  for (const [name, key] of Object.entries(NUMBER_NAMES) as [keyof SetupNumbers, string][]) {
    if (ALWAYS.has(name) || setup[name] !== DEFAULT_SETUP[name]) pairs.push([key, String(setup[name])]);
  }
  pairs.push(['time', setup.serviceTime], ['seed', setup.seed]);
  if (setup.arrivals !== DEFAULT_SETUP.arrivals) pairs.push(['arrivals', setup.arrivals]);
  if (setup.trace) pairs.push(['trace', recordingText(setup.trace)]);
  if (setup.keysFrom !== DEFAULT_SETUP.keysFrom) pairs.push(['keys-from', setup.keysFrom]);
  if (setup.keyFile) pairs.push(['key-file', recordingText(setup.keyFile)]);
  if (!setup.isWeightCapacity) pairs.push(['capacity', 'equal']);
  if (setup.events.length > 0) pairs.push(['events', eventsText(setup.events)]);
  if (setup.question === 'churn') pairs.push(['change', changeText(setup.change)]);
  if (setup.fleet.length > 0) pairs.push(['fleet', fleetText(setup.fleet)]);
  return `?${pairs.map(([name, value]) => `${name}=${escaped(value)}`).join('&')}`;
}

function numbersFrom(params: URLSearchParams): Partial<SetupNumbers> {
  const numbers: Partial<Record<keyof SetupNumbers, number>> = {};
  for (const [name, key] of Object.entries(NUMBER_NAMES) as [keyof SetupNumbers, string][]) {
    const value = numberFrom(params.get(key) ?? '');
    if (isWithin(name, value)) numbers[name] = value;
  }
  return numbers;
}

/** Whether a number may be set. */
export function isWithin(name: keyof SetupNumbers, value: number): boolean {
  const { least, most, isWhole } = LIMITS[name];
  return value >= least && value <= most && (!isWhole || Number.isInteger(value));
}

function changeFrom(text: string): ChurnChange {
  const [kind, value = ''] = text.split(':');
  const count = Number(value);
  if (kind === 'add' && Number.isInteger(count) && count >= 1 && count <= MOST_JOINING) return { kind, count };
  const places = value === '' ? [] : value.split('.');
  if (kind !== 'remove' || !places.every((place) => /^\d{1,4}$/.test(place))) return DEFAULT_SETUP.change;
  return { kind, places: [...new Set(places.map(Number))].sort((a, b) => a - b) };
}

function changeText(change: ChurnChange): string {
  return change.kind === 'add' ? `add:${change.count}` : `remove:${change.places.join('.')}`;
}

function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | null {
  return allowed.find((one) => one === value) ?? null;
}

/** Addresses stay readable: colons and commas may stand in a query. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%3A', ':').replaceAll('%2C', ',');
}
