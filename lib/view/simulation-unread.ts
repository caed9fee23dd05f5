import { numberFrom } from './number-from';
import { isPoliciesText } from './simulation-policies';
import { presetOf } from './simulation-presets';
import { recordingFrom } from './simulation-recording';
import { SEED_LENGTH, type Setup, type SetupNumbers } from './simulation-setup';
import { isLesson, isWithin, NUMBER_NAMES, setupFrom } from './simulation-url';

/** What a parameter says is not what stands in the setup. */
type IsUnread = (text: string, setup: Setup) => boolean;

const lines = (text: string) => (text === '' ? 0 : text.split(',').length);
const isNoRecording = (text: string) => recordingFrom(text) === null;

const UNREAD: Readonly<Record<string, IsUnread>> = {
  question: (text, { question }) => text !== question,
  time: (text, { serviceTime }) => text !== serviceTime,
  arrivals: (text, { arrivals }) => text !== arrivals,
  'keys-from': (text, { keysFrom }) => text !== keysFrom,
  trace: isNoRecording,
  'key-file': isNoRecording,
  capacity: (text) => text !== 'equal',
  preset: (text) => text !== '' && presetOf(text) === undefined,
  seed: (text) => text.length > SEED_LENGTH,
  policies: (text, { policies }) => !isPoliciesText(text) || lines(text) !== policies.length,
  fleet: (text, { fleet }) => lines(text) !== fleet.length,
  // What happens to nobody is kept for when there are more, and told; of a service nobody is known yet.
  events: (text, { events, fleet, origin }) => {
    const isOfNobody = fleet.length > 0 || origin === null;
    return lines(text) !== events.filter(({ place }) => !isOfNobody || place < fleet.length).length;
  },
  change: (text, { change, fleet }) => {
    if (change.kind === 'add') return text !== `add:${change.count}`;
    const isOfNobody = fleet.length > 0 && change.places.some((place) => place >= fleet.length);
    return isOfNobody || text !== `remove:${change.places.join('.')}`;
  },
};

/** The parameters of a link that mean nothing here, or not all they say; what is usual stands instead. */
export function unreadParts(params: URLSearchParams): readonly string[] {
  // Of a lesson by its name alone nothing else is looked at.
  if (isLesson(params)) return [...params.keys()].filter((name) => name !== 'preset');
  const setup = setupFrom(params);
  const numbers = Object.entries(NUMBER_NAMES) as [keyof SetupNumbers, string][];
  return [
    ...numbers.flatMap(([name, key]) => (params.has(key) && !isWithin(name, numberOf(params, key)) ? key : [])),
    ...Object.entries(UNREAD).flatMap(([name, isUnread]) => {
      const text = params.get(name);
      return text !== null && isUnread(text, setup) ? name : [];
    }),
  ];
}

function numberOf(params: URLSearchParams, key: string): number {
  return numberFrom(params.get(key) ?? '');
}
