import type { ReactNode } from 'react';
import type { Change } from '@/lib/domain/change';
import { HEALTHS } from '@/lib/domain/instance';
import { Icon, type IconName } from '../ui/icon';

const KIND_ICONS: Record<Change['kind'], IconName> = {
  registered: 'registered',
  're-registered': 'registered',
  deregistered: 'deregistered',
  'health-changed': 'overview',
  'rotation-changed': 'in',
  updated: 'updated',
  'link-changed': 'link',
};
const LINK_LOOKS: Readonly<Record<string, { readonly className: string; readonly icon: IconName }>> = {
  live: { className: 'passing', icon: 'link' },
  stale: { className: 'warning', icon: 'warning' },
  connecting: { className: 'unknown', icon: 'link' },
};

/** What changed, in icons and words: `warning → critical`, `registered`. */
export function ChangeWords({ change }: { change: Change }): ReactNode {
  const { kind, from, to } = change;
  if (from !== undefined && to !== undefined) {
    return (
      <span className="tr">
        {kind === 'link-changed' && <span className="sr">link</span>}
        <State state={from} />
        <span className="ar">
          <Icon name="arrow" small />
        </span>
        <span className="sr">to</span>
        <State state={to} />
      </span>
    );
  }
  return (
    <span className="tr">
      <span className="st kd">
        <Icon name={KIND_ICONS[kind]} small />
        <span>{kind}</span>
      </span>
      {kind !== 'deregistered' && to !== undefined && to !== 'passing' && <State state={to} />}
    </span>
  );
}

function State({ state }: { state: string }): ReactNode {
  const { className, icon } = lookOf(state);
  return (
    <span className={`st ${className}`}>
      <Icon name={icon} small />
      <span>{state}</span>
    </span>
  );
}

function lookOf(state: string): { readonly className: string; readonly icon: IconName } {
  const health = HEALTHS.find((candidate) => candidate === state);
  if (health) return { className: health, icon: health };
  if (state === 'in' || state === 'out') return { className: state, icon: state };
  return LINK_LOOKS[state] ?? { className: 'unknown', icon: 'unknown' };
}
