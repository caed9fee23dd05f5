'use client';

import { type ReactNode, useState } from 'react';
import { Icon } from '../ui/icon';
import { HealthStatus, RotationStatus } from '../ui/status';
import type { ListedTarget } from './listed-targets';
import { sentence } from './sentence';

interface TargetListProps {
  readonly targets: readonly ListedTarget[];
  /** The service is told where there are several. */
  readonly withService: boolean;
  readonly onLeaveOut: (keys: readonly string[]) => void;
}

/** More than these are told at first only where they are refused: what the action does comes after them. */
const LISTED = 8;

/** What an action is about, each with how it is now and why it is refused where it is. */
export function TargetList({ targets, withService, onLeaveOut }: TargetListProps): ReactNode {
  const refused = targets.filter(({ preview }) => preview?.refusal !== undefined);
  const [isFull, setFull] = useState(false);
  const isLong = !isFull && targets.length > LISTED + 1;
  const shown = isLong ? targets.filter((target, index) => index < LISTED || refused.includes(target)) : targets;
  const canLeave = targets.length > refused.length;
  return (
    <>
      <ul className="targets" aria-label="Targets">
        {shown.map(({ key, address, service, instance, preview }) => (
          <li key={key}>
            <span className="mono clip">{address}</span>
            <span className="faint clip">{withService ? service : (instance?.zone ?? instance?.version ?? '')}</span>
            <span className="now">
              {instance?.rotation === 'out' && <RotationStatus rotation="out" />}
              {instance && <HealthStatus health={instance.health} />}
            </span>
            {preview?.isAlreadySo && <p className="faint">It is so already: nothing is written.</p>}
            {preview?.refusal !== undefined && (
              <p className="refused">
                <Icon name="warning" small />
                <span>
                  {sentence(preview.refusal)}{' '}
                  {canLeave && (
                    <button type="button" className="textlike" onClick={() => onLeaveOut([key])}>
                      Leave it out
                    </button>
                  )}
                </span>
              </p>
            )}
          </li>
        ))}
      </ul>
      {isLong && (
        <button type="button" className="textlike" onClick={() => setFull(true)}>
          All {targets.length}
        </button>
      )}
      {refused.length > 1 && canLeave && (
        <button type="button" className="btn small" onClick={() => onLeaveOut(refused.map(({ key }) => key))}>
          Leave out the {refused.length} that are refused
        </button>
      )}
    </>
  );
}
