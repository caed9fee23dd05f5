import type { ReactNode } from 'react';
import type { RegistryCapabilities, RegistrySummary } from '@/lib/domain/registry-summary';
import { counted } from '../ui/counted';
import { Fact } from '../ui/fact';
import { ScopeFacts } from './scope-facts';

const POSITION_NAMES: Record<RegistrySummary['kind'], string> = {
  etcd: 'Revision',
  consul: 'Index',
  memory: 'Position',
};
const CAPABILITY_WORDS: Readonly<Record<keyof RegistryCapabilities, string>> = {
  drain: 'take out of rotation',
  deregister: 'deregister',
  weight: 'set weights',
  register: 'register',
};

/** What is known of a registry, as terms and values. */
export function RegistryFacts({ registry }: { registry: RegistrySummary }): ReactNode {
  const { kind, counts, position, restarts, server } = registry;
  const abilities = abilityWords(registry.capabilities);
  return (
    <div className="registry-facts">
      <dl className="facts">
        <Fact term="Instances">{counts.instances.toLocaleString('en')}</Fact>
        <Fact term={POSITION_NAMES[kind]}>
          {position === null ? <span className="faint">not listed yet</span> : <span className="mono">{position}</span>}
        </Fact>
        <Fact term="Link lost">
          {restarts === 0 ? 'never' : counted(restarts, 'time')}
          <span className="faint"> since Rollcall started</span>
        </Fact>
        {abilities !== '' && <Fact term="Can">{abilities}</Fact>}
      </dl>
      <ScopeFacts kind={kind} scopes={server.scopes} />
    </div>
  );
}

/** What may be done besides reading; empty where nothing may. */
function abilityWords(capabilities: RegistryCapabilities): string {
  return (Object.keys(CAPABILITY_WORDS) as (keyof RegistryCapabilities)[])
    .filter((name) => capabilities[name])
    .map((name) => CAPABILITY_WORDS[name])
    .join(', ');
}
