'use client';

import { type ReactNode, useMemo } from 'react';
import type { RecognisedFormat } from '@/lib/domain/recognised-format';
import { RegistriesTabs } from '../registries/registries-tabs';
import { RejectedKeys } from '../registries/rejected-keys';
import { type RegistryHead, useRegistries } from '../registries/use-registries';
import { Banner } from '../ui/banner';
import { EmptyState } from '../ui/empty-state';
import { FilterChip } from '../ui/filter-chip';
import { Section } from '../ui/section';
import { useUrlState } from '../ui/use-url-state';
import { FormatSection } from './format-section';
import { OtherFormats } from './other-formats';
import { TryValue } from './try-value';
import { useFormats } from './use-formats';
import { useScrollToHash } from './use-scroll-to-hash';

export interface HandedFormats {
  readonly items: readonly RecognisedFormat[];
  readonly registries: readonly (RegistryHead & { readonly rejected: number })[];
}

/** What was recognised of each format and where, what each does, and how a value would be read. */
export function FormatsPage({ handed }: { handed: HandedFormats }): ReactNode {
  const url = useUrlState();
  const registries = useRegistries(handed.registries);
  const ids = useMemo(() => handed.registries.map(({ id }) => id), [handed]);
  const registry = url.oneOf('registry', ids);
  const { items, error } = useFormats(registry, handed.items);
  const seen = items.filter(isSeen).toSorted((a, b) => b.instances - a.instances);
  const others = items.filter((item) => !isSeen(item));
  const readers = registries.filter(({ kind }) => kind === 'etcd').map(({ id }) => id);
  const rejecting = registries.filter(({ id, kind }) => kind !== 'memory' && (registry === null || id === registry));
  useScrollToHash(items.length > 0);

  return (
    <div className="page formats-page">
      <div className="page-head">
        <h1>Formats</h1>
        <span className="sub wide">how frameworks write themselves into a registry, and what was recognised</span>
      </div>
      <RegistriesTabs current="formats" />
      <div className="formats-columns">
        <div>
          <div className="toolbar tight">
            {ids.length > 1 && (
              <FilterChip
                label="Registry"
                value={registry}
                options={ids.map((id) => ({ value: id, label: id }))}
                onChange={(id) => url.set({ registry: id })}
              />
            )}
            <span className="totals">
              {seen.length} of {items.length} recognised
            </span>
            <span className="push" />
            <a className="link to-try" href="#try">
              Try a value
            </a>
          </div>
          {error && <Banner tone="warning">These counts may be old: {error.message}</Banner>}
          {seen.length === 0 && (
            <EmptyState icon="registries" title="Nothing recognised yet">
              <p>
                {registry === null ? 'No registry holds' : `${registry} does not hold`} an instance in a known format.
                What registers appears here by itself.
              </p>
            </EmptyState>
          )}
          {seen.map((item) => (
            <FormatSection key={`${item.kind} ${item.format}`} item={item} />
          ))}
          {rejecting.length > 0 && (
            <Section title="Rejected keys">
              {rejecting.map(({ id, rejected }) => (
                <div key={id} className="rejected-of">
                  {rejecting.length > 1 && <h3>{id}</h3>}
                  <RejectedKeys registry={id} count={rejected} />
                </div>
              ))}
            </Section>
          )}
          {others.length > 0 && <OtherFormats items={others} />}
        </div>
        <TryValue registries={readers} registry={registry} />
      </div>
    </div>
  );
}

function isSeen({ registries }: RecognisedFormat): boolean {
  return registries.some(({ instances, belonging, rejected }) => instances + belonging + rejected > 0);
}
