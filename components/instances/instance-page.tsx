'use client';

import { type ReactNode, useCallback, useMemo } from 'react';
import type { Action } from '@/lib/domain/action';
import type { Change } from '@/lib/domain/change';
import type { FactSheet } from '@/lib/domain/fact-sheet';
import { formatAddress } from '@/lib/domain/instance';
import { InstanceActs } from '../actions/instance-acts';
import { StandingDrain } from '../actions/standing-drain';
import { useFormatPath } from '../formats/format-names';
import { WhatItDoes } from '../formats/what-it-does';
import { StaleBanner } from '../shell/stale-banner';
import { useInstances } from '../shell/use-catalog';
import { CopyButton } from '../ui/copy-button';
import { servicePath, servicesPath } from '../ui/paths';
import { Section } from '../ui/section';
import { Since } from '../ui/since';
import { HealthStatus, RotationStatus } from '../ui/status';
import { Tags } from '../ui/tag';
import { ChangeList } from './change-list';
import { CheckList } from './check-list';
import { Crumbs } from './crumbs';
import { EndpointList } from './endpoint-list';
import { GoneBanner } from './gone-banner';
import type { InspectedInstance } from './inspected-instance';
import { InstanceFacts } from './instance-facts';
import { MetadataList } from './metadata-list';
import { RawValue } from './raw-value';
import { type HandedChangeList, useChangeList } from './use-change-list';
import { useInspection } from './use-inspection';
import { useLastPresent } from './use-last-present';

/** An instance as the server knew it at `cursor`. */
export interface HandedInstance {
  readonly instance: InspectedInstance;
  /** What is known of its format; null where nothing is. */
  readonly sheet: FactSheet | null;
  readonly cursor: string;
  readonly changes: HandedChangeList;
  /** The drain that took it out, where Rollcall did. */
  readonly standing: Action | null;
}

/** Everything about one instance, live. */
export function InstancePage({ handed }: { handed: HandedInstance }): ReactNode {
  const { registry, id, service } = handed.instance;
  const watched = useMemo(
    () => ({ registry, service, items: [handed.instance], cursor: handed.cursor }),
    [registry, service, handed],
  );
  const live = useInstances(watched);
  const present = useLastPresent(live ? (live.get(id) ?? null) : handed.instance);
  const instance = present.value ?? handed.instance;
  const { isGone } = present;
  const { raw, native, rawProblem } = useInspection(handed.instance, instance.revision, isGone);
  const isOurs = useCallback(
    (change: Change) => change.registry === registry && change.instance === id,
    [registry, id],
  );
  const changes = useChangeList(handed.changes, isOurs);
  const address = formatAddress(instance.address, instance.port);
  const pathOf = useFormatPath();
  const sheet = handed.sheet?.format === instance.format ? handed.sheet : null;

  return (
    <div className="page">
      <Crumbs
        crumbs={[
          { label: 'Services', href: '/services' },
          { label: registry, href: servicesPath({ registry }) },
          { label: service, href: servicePath(registry, service) },
        ]}
      />
      <div className="page-head">
        <h1 className="long">{address}</h1>
        <CopyButton text={address} what="address" shown />
        {isGone ? (
          <span className="st gone">gone</span>
        ) : (
          <>
            <HealthStatus health={instance.health}>
              <b>{instance.health}</b>{' '}
              <span className="of">
                for <Since at={instance.since} atLeast={instance.sinceAtLeast} />
              </span>
            </HealthStatus>
            <RotationStatus rotation={instance.rotation}>
              {instance.rotation === 'out' ? 'out of rotation' : 'in rotation'}
            </RotationStatus>
            <span className="push" />
            <InstanceActs instance={instance} />
          </>
        )}
      </div>
      <StaleBanner registry={registry} />
      {isGone && (
        <GoneBanner
          what="instance"
          removal={changes.items.find((change) => change.kind === 'deregistered') ?? null}
          isShown
        />
      )}
      {!isGone && <StandingDrain instance={instance} handed={handed.standing} />}
      <div className={isGone ? 'dimmed' : undefined}>
        <Section title="Checks">
          <CheckList checks={instance.checks} />
        </Section>
        <div className="two">
          <div>
            <Section title="Facts">
              <InstanceFacts instance={instance} isGone={isGone} terms={sheet?.terms} />
            </Section>
            {sheet && <WhatItDoes sheet={sheet} more={pathOf(instance.format, registry)} />}
          </div>
          <div>
            {instance.endpoints.length > 0 && (
              <Section title="Endpoints">
                <EndpointList endpoints={instance.endpoints} />
              </Section>
            )}
            <Section title="Tags">
              {instance.tags.length > 0 ? <Tags tags={instance.tags} /> : <p className="faint">No tags.</p>}
            </Section>
            <Section title="Metadata">
              <MetadataList metadata={instance.metadata} />
            </Section>
          </div>
        </div>
        <Section title="In the registry's own terms">
          <MetadataList metadata={{ revision: instance.revision, ...native }} />
          <div className="raw-slot">
            <RawValue raw={raw} problem={rawProblem} />
          </div>
        </Section>
      </div>
      <Section title="Changes">
        <ChangeList
          changes={changes}
          allHref={`/changes?${new URLSearchParams({ registry, service, instance: id })}`}
          withInstance={false}
        />
      </Section>
    </div>
  );
}
