'use client';

import { type ReactNode, useCallback, useMemo } from 'react';
import type { Action } from '@/lib/domain/action';
import type { Change } from '@/lib/domain/change';
import type { FactSheet } from '@/lib/domain/fact-sheet';
import type { DepartedInstance } from '@/lib/domain/history';
import { formatAddress } from '@/lib/domain/instance';
import { StandingDrain } from '../actions/standing-drain';
import { HistoryPage } from '../history/history-page';
import { InstanceHistorySection } from '../history/instance-history-section';
import { PastTrouble } from '../history/past-trouble';
import { useAddressTime } from '../history/use-address-time';
import { StaleBanner } from '../shell/stale-banner';
import { Section } from '../ui/section';
import { ChangeList } from './change-list';
import { GoneBanner } from './gone-banner';
import type { InspectedInstance } from './inspected-instance';
import { InstanceBody } from './instance-body';
import { InstanceHead } from './instance-head';
import { MetadataList } from './metadata-list';
import { NotRegisteredThen } from './not-registered-then';
import { RawValue } from './raw-value';
import { type HandedChangeList, useChangeList } from './use-change-list';
import { useInspection } from './use-inspection';
import { useShownInstance } from './use-shown-instance';

/** An instance as the server knew it at `cursor`. */
export interface HandedInstance {
  readonly instance: InspectedInstance;
  /** When and why it left, where it had gone by then; the instance is as it was last seen. */
  readonly departed: DepartedInstance | null;
  /** What is known of its format; null where nothing is. */
  readonly sheet: FactSheet | null;
  readonly cursor: string;
  readonly changes: HandedChangeList;
  /** The drain that took it out, where Rollcall did. */
  readonly standing: Action | null;
}

/** Everything about one instance, live or as it was. */
export function InstancePage({ handed }: { handed: HandedInstance }): ReactNode {
  const { registry, id, service } = handed.instance;
  const { moment } = useAddressTime();
  const shown = useShownInstance(handed, moment);
  const { instance, isGone } = shown;
  const isLive = moment === null && !isGone;
  const { raw, native, rawProblem } = useInspection(
    handed.instance,
    instance?.revision ?? handed.instance.revision,
    !isLive,
  );
  const isOurs = useCallback(
    (change: Change) => change.registry === registry && change.instance === id,
    [registry, id],
  );
  const filter = useMemo(() => ({ registry, instance: id }), [registry, id]);
  const changes = useChangeList(handed.changes, isOurs, { filter, moment });
  const { address, port } = instance ?? handed.instance;
  const where = formatAddress(address, port);
  const sheet = handed.sheet?.format === instance?.format ? handed.sheet : null;
  const removal = changes.items.find((change) => change.kind === 'deregistered') ?? removalOf(handed.departed);

  return (
    <HistoryPage moments={shown.moments}>
      <div className="page">
        <InstanceHead registry={registry} service={service} address={where} instance={isGone ? null : instance} />
        <StaleBanner registry={registry} />
        {isGone && <GoneBanner what="instance" removal={removal} isShown />}
        {isLive && instance && <StandingDrain instance={instance} handed={handed.standing} />}
        {shown.problem !== null && <PastTrouble problem={shown.problem} onRetry={shown.retry} />}
        {moment !== null && !instance && !shown.isWaiting && shown.problem === null && (
          <NotRegisteredThen moment={moment} />
        )}
        <InstanceHistorySection owner={handed.instance} address={where} version={changes.items[0]?.id ?? ''} />
        {instance && (
          <InstanceBody instance={instance} isGone={isGone} sheet={sheet}>
            {moment === null && !(isGone && handed.departed) && (
              <Section title="In the registry's own terms">
                <MetadataList metadata={{ revision: instance.revision, ...native }} />
                <div className="raw-slot">
                  <RawValue raw={raw} problem={rawProblem} />
                </div>
              </Section>
            )}
          </InstanceBody>
        )}
        <Section title="Changes">
          <ChangeList
            changes={changes}
            allHref={`/changes?${new URLSearchParams({ registry, service, instance: id })}`}
            withInstance={false}
          />
        </Section>
      </div>
    </HistoryPage>
  );
}

function removalOf(departed: DepartedInstance | null) {
  return departed && { at: departed.leftAt, ...departed };
}
