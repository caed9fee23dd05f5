'use client';

import type { ReactNode } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { ActionButton } from './action-button';
import { useActionDesk } from './action-desk-context';
import { InstanceMenu } from './instance-menu';
import { useActingFacts } from './use-acting-facts';
import { whyNot } from './why-not';

/** What can be done to the instance whose page it is: out or back in at hand, the rest in a menu. */
export function InstanceActs({ instance }: { instance: Instance }): ReactNode {
  const { begin } = useActionDesk();
  const facts = useActingFacts(instance.registry);
  const kind = instance.rotation === 'out' ? 'restore' : 'drain';
  return (
    <span className="acts">
      <ActionButton
        kind={kind}
        whyNot={whyNot(kind, [instance], facts)}
        onBegin={() => begin({ kind, targets: [instance] })}
      />
      <InstanceMenu instance={instance} />
    </span>
  );
}
