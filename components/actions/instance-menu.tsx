'use client';

import type { ReactNode } from 'react';
import { formatAddress, type Instance } from '@/lib/domain/instance';
import { MenuButton, type MenuItem, MenuItems } from '../ui/menu-button';
import { useActionDesk } from './action-desk-context';
import type { Draft } from './draft';
import { INSTANCE_ACTIONS, KIND_LOOKS } from './kind-looks';
import { useActingFacts } from './use-acting-facts';
import { whyNot, whyNotHere } from './why-not';

interface InstanceMenuProps {
  readonly instance: Instance;
  readonly small?: boolean;
}

/** What can be done to an instance, and to everything on its host. */
export function InstanceMenu({ instance, small = false }: InstanceMenuProps): ReactNode {
  return (
    <MenuButton label={`Actions on ${formatAddress(instance.address, instance.port)}`} small={small}>
      {(choose) => <Items instance={instance} choose={choose} />}
    </MenuButton>
  );
}

function Items({ instance, choose }: { instance: Instance; choose: (item: MenuItem) => void }): ReactNode {
  const { begin } = useActionDesk();
  const facts = useActingFacts(instance.registry);
  const { registry, address, node } = instance;
  const ofInstance = INSTANCE_ACTIONS.map((kind): MenuItem => {
    const { verb, icon } = KIND_LOOKS[kind];
    return {
      id: kind,
      icon,
      label: kind === 'set-weight' ? `${verb}…` : verb,
      whyNot: whyNot(kind, [instance], facts),
      onChoose: () => begin({ kind, targets: [instance] }),
    };
  });
  const ofHost = (id: string, label: string, targets: Draft['targets']): MenuItem => ({
    id,
    label,
    icon: 'out',
    whyNot: whyNotHere('drain', instance, facts),
    onChoose: () => begin({ kind: 'drain', targets }),
  });
  const items = [
    ...ofInstance,
    {
      ...ofHost('address', `Drain everything on ${address}…`, { filter: { registry, address } }),
      isApart: true,
    },
    ...(node !== null && node !== address
      ? [ofHost('node', `Drain everything on node ${node}…`, { filter: { registry, node } })]
      : []),
  ];
  return <MenuItems items={items} choose={choose} />;
}
