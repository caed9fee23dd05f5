import type { DrainMeans, FactSheet, Fate } from '@/lib/domain/fact-sheet';

/** One question about a format and its answer, a sentence without a full stop. */
export interface SheetAnswer {
  readonly term: string;
  readonly answer: string;
}

/** What a format does, in plain words, the operator's questions first. */
export function sheetAnswers(sheet: FactSheet): readonly SheetAnswer[] {
  return [
    { term: 'Lease', answer: leaseWords(sheet.lease) },
    { term: 'Writes again', answer: capital(sheet.writesAgain) },
    { term: 'A deleted key', answer: fateWords(sheet.deletion, 'is back') },
    { term: 'An edited value', answer: fateWords(sheet.edit, 'is overwritten') },
    { term: 'Draining', answer: drainWords(sheet.drain) },
    { term: 'Weight', answer: weightWords(sheet.weight) },
    { term: 'The last instance', answer: capital(sheet.last) },
    { term: 'Its clients', answer: capital(sheet.clients) },
  ];
}

function leaseWords({ ttlSeconds, note }: FactSheet['lease']): string {
  return capital(ttlSeconds === null ? note : [`${ttlSeconds} s by default`, note].filter(Boolean).join('; '));
}

function fateWords(fate: Fate, undone: string): string {
  switch (fate.kind) {
    case 'sticks':
      return `Stays so until ${fate.until}`;
    case 'undone':
      return fate.withinSeconds < 1
        ? `${capital(undone)} at once`
        : `${capital(undone)} within ${fate.withinSeconds} s`;
    case 'impossible':
      return `Cannot be done: ${fate.because}`;
  }
}

function drainWords(drain: DrainMeans): string {
  switch (drain.kind) {
    case 'edit':
      return `By its own value: ${drain.writes}`;
    case 'rule':
      return `By a rule beside it: ${drain.writes}`;
    case 'park':
      return 'By putting its key aside while its lease lives';
    case 'impossible':
      return `Cannot be done from outside: ${drain.because}`;
  }
}

function weightWords({ default: byDefault, zero, note }: FactSheet['weight']): string {
  const parts = [
    byDefault !== null && `${byDefault} where none is given`,
    zero === 'skipped' && '0 is skipped',
    zero === 'default' && '0 counts as the default',
    note,
  ];
  return capital(parts.filter(Boolean).join('; '));
}

/** Names of fields keep their small letter: `metadata.weight`. */
function capital(text: string): string {
  return /^[a-z]+[ ,;:]/.test(text) || /^[a-z]+$/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
