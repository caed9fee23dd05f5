import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Action, ActionStep } from '@/lib/domain/action';
import { instancePath, servicePath } from '../ui/paths';
import { Since } from '../ui/since';
import { returnedWords } from './action-words';
import { cameBack } from './came-back';
import { sentence } from './sentence';
import { StepStatus } from './step-status';

interface StepListProps {
  readonly action: Action;
  /** How long each target is watched whether it comes back, in seconds by registry and instance, where that is known. */
  readonly windows?: ReadonlyMap<string, number>;
}

/** Where each target of an action is, live. */
export function StepList({ action, windows }: StepListProps): ReactNode {
  const services = new Set(action.steps.map(({ service }) => service));
  return (
    <ul className="steps" aria-label="Targets">
      {action.steps.map((step) => {
        const words = stepWords(step, windows?.get(`${step.registry} ${step.instance}`) ?? 0);
        return (
          <li key={`${step.registry} ${step.instance}`}>
            <StepStatus state={cameBack(step) ? 'returned' : step.state}>
              {cameBack(step) ? 'came back' : step.state}
            </StepStatus>
            <span className="where clip">
              <Link className="mono over" href={instancePath(step.registry, step.instance)} prefetch={false}>
                {step.address}
              </Link>
              {services.size > 1 && (
                <Link className="faint over" href={servicePath(step.registry, step.service)} prefetch={false}>
                  {step.service}
                </Link>
              )}
            </span>
            <span className="faint">
              <Since at={step.since} />
            </span>
            {words !== '' && <p>{words}</p>}
          </li>
        );
      })}
    </ul>
  );
}

function stepWords(step: ActionStep, windowSeconds: number): string {
  const said = step.detail ? sentence(step.detail) : '';
  switch (step.state) {
    case 'sent':
      return said || (windowSeconds > 0 ? `Written. Watching ${windowSeconds} s whether it comes back.` : 'Written.');
    case 'returned': {
      const words = returnedWords(step);
      return said || `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
    }
    case 'conflicted':
      return said || 'Somebody else changed it meanwhile: nothing was written.';
    default:
      return said;
  }
}
