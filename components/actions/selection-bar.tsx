'use client';

import type { ReactNode } from 'react';
import { formatAddress } from '@/lib/domain/instance';
import { Icon } from '../ui/icon';
import { ActionButton } from './action-button';
import { useActionDesk } from './action-desk-context';
import { INSTANCE_ACTIONS, type InstanceActionKind, KIND_LOOKS } from './kind-looks';
import { useActingFacts } from './use-acting-facts';
import type { InstanceSelection } from './use-selection';
import { whyNot } from './why-not';

interface SelectionBarProps {
  readonly registry: string;
  readonly selection: InstanceSelection;
  /** Ids of the rows that the filters leave. */
  readonly shown: readonly string[];
}

/** What is selected and what can be done to it. Nothing while nothing is. */
export function SelectionBar({ registry, selection, shown }: SelectionBarProps): ReactNode {
  const { begin } = useActionDesk();
  const facts = useActingFacts(registry);
  const { ids, present, gone } = selection;
  const inSight = new Set(shown);
  const hidden = present.filter(({ id }) => !inSight.has(id)).length;
  const reasons = INSTANCE_ACTIONS.map((kind) => [kind, whyNot(kind, present, facts)] as const);
  return (
    <section className={ids.size > 0 ? 'selbar' : 'sr'} aria-label="Selected instances">
      <span role="status">
        {ids.size > 0 && <b>{ids.size} selected</b>}
        {hidden > 0 && <span className="faint">{hidden} of them hidden by the filter</span>}
      </span>
      {ids.size > 0 && (
        <>
          <span className="rule" />
          <span className="acts">
            {reasons.map(([kind, reason]) => (
              <ActionButton
                key={kind}
                kind={kind}
                small
                whyNot={reason}
                onBegin={() => begin({ kind, targets: present })}
              />
            ))}
          </span>
          <span className={reasons.every(([, reason]) => reason !== null) ? 'faint said none' : 'faint said'}>
            {reasonLine(reasons)}
          </span>
          <span className="push" />
          <button type="button" className="btn bare small" onClick={selection.clear}>
            Clear
          </button>
          {gone.length > 0 && (
            <p className="left">
              <Icon name="deregistered" small />
              <span>
                {gone.length === 1 ? 'One of them has gone: ' : `${gone.length} of them have gone: `}
                <span className="mono">{gone.map(({ address, port }) => formatAddress(address, port)).join(', ')}</span>
              </span>
              <button type="button" className="btn bare small" onClick={() => selection.drop(gone.map(({ id }) => id))}>
                Leave out
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** "Restore: none of the 3 is out of rotation", or once for all where nothing works. */
function reasonLine(reasons: readonly (readonly [InstanceActionKind, string | null])[]): string {
  const told = reasons.flatMap(([kind, reason]) => (reason === null ? [] : [{ kind, reason }]));
  const [first] = told;
  if (!first) return '';
  if (told.length === reasons.length && told.every(({ reason }) => reason === first.reason)) return first.reason;
  return told.map(({ kind, reason }) => `${KIND_LOOKS[kind].verb}: ${uncapital(reason)}`).join(' ');
}

function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
