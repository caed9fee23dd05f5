import { describe, expect, it } from 'vitest';
import { formatAnchor } from '@/components/formats/format-names';
import { sheetAnswers } from '@/components/formats/sheet-words';
import { columnsFor } from '@/components/instances/instance-columns';
import type { FactSheet } from '@/lib/domain/fact-sheet';
import type { Instance } from '@/lib/domain/instance';
import { CONVENTION_SHEETS } from '@/lib/registry/consul/conventions/conventions';
import { KNOWN_FORMATS } from '@/lib/registry/etcd/formats/known-formats';
import { plain } from '@/lib/registry/etcd/formats/plain';
import { observed } from '../support/observed';

function answer(term: string, given: Partial<FactSheet>): string | undefined {
  return sheetAnswers({ ...plain.sheet, ...given }).find((one) => one.term === term)?.answer;
}

describe('a fact sheet in words', () => {
  it('tells what becomes of a write', () => {
    expect(answer('A deleted key', { deletion: { kind: 'undone', withinSeconds: 0 } })).toBe('Is back at once');
    expect(answer('A deleted key', { deletion: { kind: 'undone', withinSeconds: 30 } })).toBe('Is back within 30 s');
    expect(answer('An edited value', { edit: { kind: 'undone', withinSeconds: 10 } })).toBe(
      'Is overwritten within 10 s',
    );
    expect(answer('An edited value', { edit: { kind: 'sticks', until: 'a restart' } })).toBe(
      'Stays so until a restart',
    );
  });

  it('tells how an instance is drained, and where it cannot be', () => {
    expect(answer('Draining', { drain: { kind: 'edit', writes: 'state=inactive' } })).toContain('state=inactive');
    expect(answer('Draining', { drain: { kind: 'impossible', because: 'no word for it' } })).toContain(
      'no word for it',
    );
  });

  it('tells weights and leases by their numbers', () => {
    expect(answer('Weight', { weight: { default: 100, zero: 'skipped', note: '' } })).toBe(
      '100 where none is given; 0 is skipped',
    );
    expect(answer('Lease', { lease: { ttlSeconds: 15, note: '' } })).toBe('15 s by default');
  });

  it.each([...KNOWN_FORMATS.map(({ sheet }) => sheet), ...CONVENTION_SHEETS])(
    'answers every question of $format without a gap',
    (sheet) => {
      for (const { term, answer } of sheetAnswers(sheet)) expect(answer, term).toMatch(/\S/);
    },
  );
});

describe('the column of formats', () => {
  const of = (...formats: string[]) =>
    columnsFor(formats.map((format) => observed({ format }) as unknown as Instance)).some(({ id }) => id === 'format');

  it('is there where a service has several', () => {
    expect(of('kratos', 'plain')).toBe(true);
    expect(of('kratos', 'kratos')).toBe(false);
    expect(of()).toBe(false);
  });
});

describe('the address of a format', () => {
  it('differs between the kinds of registry it is written into', () => {
    expect(formatAnchor('kratos', 'etcd')).toBe('kratos');
    expect(formatAnchor('kratos', 'consul')).toBe('consul-kratos');
    expect(formatAnchor('consul', 'consul')).toBe('consul');
  });
});
