import type { ReactNode } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { Icon } from '../ui/icon';
import { sharedTraits } from './shared-traits';

/** "All 3 critical run v2.4.2 and give the same output." Nothing where there is nothing to say. */
export function SharedSentence({ instances }: { instances: readonly Instance[] }): ReactNode {
  const traits = sharedTraits(instances);
  if (!traits) return null;
  const clauses = [
    traits.version !== undefined && <Clause key="version" verb="run" value={traits.version} />,
    traits.zone !== undefined && <Clause key="zone" verb="are in" value={traits.zone} />,
    traits.node !== undefined && <Clause key="node" verb="live on" value={traits.node} />,
    traits.output !== undefined && <span key="output">give the same output</span>,
    traits.registered && (
      <span key="registered">
        were registered on {traits.registered[0].slice(0, 10)}, {clockTime(traits.registered[0])}
        {clockTime(traits.registered[0]) !== clockTime(traits.registered[1]) && ` – ${clockTime(traits.registered[1])}`}{' '}
        UTC
      </span>
    ),
  ].filter((clause) => clause !== false && clause !== undefined);
  return (
    <p className="shared">
      <span className={`st ${traits.health}`}>
        <Icon name={traits.health} small />
      </span>
      <span>
        {traits.count === 2 ? 'Both' : `All ${traits.count}`} {traits.health}{' '}
        {clauses.map((clause, index) => (
          <span key={clause.key}>
            {index > 0 && (index === clauses.length - 1 ? ' and ' : ', ')}
            {clause}
          </span>
        ))}
        .
      </span>
    </p>
  );
}

function Clause({ verb, value }: { verb: string; value: string }): ReactNode {
  return (
    <>
      {verb} <b className="mono">{value}</b>
    </>
  );
}

function clockTime(iso: string): string {
  return iso.slice(11, 16);
}
