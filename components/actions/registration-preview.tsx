import type { ReactNode } from 'react';
import type { ActionPreview } from '@/lib/domain/action-preview';
import { percent } from '../ui/percent';
import { Cautions } from './cautions';
import { DeedList } from './deed-list';
import { deedsOf } from './fate-words';
import { PlannedWrites } from './planned-writes';
import { sentence } from './sentence';
import { TroubleLine } from './trouble-line';
import { cautionsOf } from './warning-words';

interface RegistrationPreviewProps {
  readonly preview: ActionPreview;
  /** Why the registry does not take it; null where it does. */
  readonly refusal: string | null;
}

/** What a registration by hand would write, and which share of the traffic it would then get. */
export function RegistrationPreview({ preview, refusal }: RegistrationPreviewProps): ReactNode {
  if (refusal !== null) return <TroubleLine isBlock>{sentence(refusal)}</TroubleLine>;
  const deeds = deedsOf(preview.targets);
  return (
    <section>
      <h3>What it does</h3>
      <p className="deed">{shareWords(preview)}</p>
      <DeedList deeds={deeds} total={preview.targets.length} />
      <Cautions cautions={cautionsOf(preview)} />
      <PlannedWrites targets={preview.targets} isOpen />
    </section>
  );
}

function shareWords({ services, targets }: ActionPreview): string {
  const [impact] = services;
  const share = impact?.shares.find(({ instance }) => instance === targets[0]?.instance);
  if (!impact || !share) return '';
  const others = impact.before.instances;
  if (others === 0) return 'It is the only one that clients can route to.';
  return `By weight it gets ${percent(share.after)} of the traffic, beside ${others} other${others === 1 ? '' : 's'}.`;
}
