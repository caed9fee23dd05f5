import type { ReactNode } from 'react';
import { ACTION_KINDS } from '@/lib/domain/action';
import { AUDIT_OUTCOMES, type AuditRecord } from '@/lib/domain/audit';
import { FilterChip } from '../ui/filter-chip';
import type { UrlState } from '../ui/use-url-state';
import { WordsField } from '../ui/words-field';
import { type AuditFilter, auditFilterParams } from './audit-filter';
import { DayField } from './day-field';
import { kindWords } from './kind-words';

interface AuditToolbarProps {
  readonly filter: AuditFilter;
  /** Those listed: what they hold can be chosen. */
  readonly items: readonly AuditRecord[];
  readonly registries: readonly string[];
  readonly url: UrlState;
}

const KINDS = [...ACTION_KINDS, 'login', 'token-created', 'user-created'];
/** They come from links of other pages, and can be taken off here. */
const GIVEN = ['service', 'instance', 'action'] as const;

/** The filters, which stand in the address, and the same as a file. */
export function AuditToolbar({ filter, items, registries, url }: AuditToolbarProps): ReactNode {
  const set = (name: string) => (value: string | null) => url.set({ [name]: value });
  const kinds = distinct([...KINDS, ...items.map(({ kind }) => kind)]);
  const known = distinct([...registries, ...items.flatMap(({ registry }) => registry ?? [])]);
  return (
    <div className="toolbar">
      <FilterChip label="Outcome" value={filter.outcome} options={plain(AUDIT_OUTCOMES)} onChange={set('outcome')} />
      <FilterChip
        label="What"
        value={filter.kind}
        options={kinds.map((kind) => ({ value: kind, label: kindWords(kind) }))}
        onChange={set('kind')}
      />
      <FilterChip
        label="Who"
        value={filter.actor}
        options={plain(distinct(items.map(({ actor }) => actor)).sort())}
        onChange={set('actor')}
      />
      {known.length > 1 && (
        <FilterChip label="Registry" value={filter.registry} options={plain(known)} onChange={set('registry')} />
      )}
      {GIVEN.map(
        (name) =>
          filter[name] !== null && (
            <FilterChip key={name} label={kindWords(name)} value={filter[name]} options={[]} onChange={set(name)} />
          ),
      )}
      <DayField label="From" value={filter.from} onChange={set('from')} />
      <DayField label="To" value={filter.to} onChange={set('to')} />
      <WordsField words={filter.q ?? ''} url={url} label="Find in the audit" placeholder="Who, why, service, detail" />
      <span className="push" />
      <span className="exports">
        {(['csv', 'ndjson'] as const).map((format) => (
          <a key={format} className="btn bare small" href={exportPath(filter, format)} download>
            <span className={format === 'csv' ? undefined : 'sr'}>Export</span> {format.toUpperCase()}
          </a>
        ))}
      </span>
    </div>
  );
}

function exportPath(filter: AuditFilter, format: string): string {
  return `/api/v1/audit/export?${new URLSearchParams({ ...auditFilterParams(filter), format })}`;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function plain(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value }));
}
