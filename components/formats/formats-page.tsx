'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { RecognisedFormat } from '@/lib/domain/recognised-format';
import { outsideKeys } from '../registries/outside-scope';
import { RegistriesTabs } from '../registries/registries-tabs';
import { type RegistryHead, useRegistries } from '../registries/use-registries';
import { Banner } from '../ui/banner';
import { EmptyState } from '../ui/empty-state';
import { FilterChip } from '../ui/filter-chip';
import { useUrlState } from '../ui/use-url-state';
import { FormatSection } from './format-section';
import { OtherFormats } from './other-formats';
import { OutsideNote } from './outside-note';
import { RejectedSection } from './rejected-section';
import { TRY_AS_PARAM, TRY_PARAM } from './trial-address';
import { TryValue } from './try-value';
import { useFormats } from './use-formats';
import { useScrollToHash } from './use-scroll-to-hash';

export interface HandedFormats {
  readonly items: readonly RecognisedFormat[];
  readonly registries: readonly RegistryHead[];
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
  const shown = registries.filter(({ id }) => registry === null || id === registry);
  const withRegistry = ids.length > 1;
  const [given, setGiven] = useState({
    turn: 0,
    key: url.get(TRY_PARAM) ?? '',
    registry: url.oneOf(TRY_AS_PARAM, readers),
  });
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
            {withRegistry && (
              <FilterChip
                label="Registry"
                value={registry}
                options={ids.map((id) => ({ value: id, label: id }))}
                onChange={(id) => url.set({ registry: id })}
              />
            )}
            <span className="totals">
              {items.filter(isRecognised).length} of {items.length} recognised
            </span>
            <span className="push" />
            <a className="link to-try" href="#try">
              Try a value
            </a>
          </div>
          {error && <Banner tone="warning">These counts may be old: {error.message}</Banner>}
          {shown.map(({ id, server }) => {
            const keys = outsideKeys(server);
            return keys && <OutsideNote key={id} registry={id} keys={keys} items={items} withRegistry={withRegistry} />;
          })}
          {shown.map(
            ({ id, kind, rejected = 0 }) =>
              rejected > 0 && (
                <RejectedSection
                  key={id}
                  registry={id}
                  count={rejected}
                  withRegistry={withRegistry}
                  onTry={kind === 'etcd' ? (key) => setGiven({ turn: given.turn + 1, key, registry: id }) : undefined}
                />
              ),
          )}
          {seen.length === 0 && (
            <EmptyState icon="registries" title="Nothing recognised yet">
              <p>
                {registry === null ? 'No registry holds' : `${registry} does not hold`} an instance in a known format.
                What registers appears here by itself.
              </p>
            </EmptyState>
          )}
          {seen.map((item) => (
            <FormatSection key={`${item.kind} ${item.format}`} item={item} withRegistry={withRegistry} />
          ))}
          {others.length > 0 && <OtherFormats items={others} />}
        </div>
        <TryValue key={given.turn} registries={readers} registry={given.registry ?? registry} givenKey={given.key} />
      </div>
    </div>
  );
}

function isRecognised({ registries }: RecognisedFormat): boolean {
  return registries.some(({ instances, belonging }) => instances + belonging > 0);
}

/** Also where a key only comes near to it. */
function isSeen(item: RecognisedFormat): boolean {
  return isRecognised(item) || item.registries.some(({ rejected }) => rejected > 0);
}
