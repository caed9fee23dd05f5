import type { ReactNode } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { FormatBadge } from '../formats/format-badge';
import { distributionOf, type Portion } from './distribution';

const LISTED = 4;

interface ServiceFactsProps {
  readonly registry: string;
  readonly instances: readonly Instance[];
}

/** Version, zone and format over the instances: "7 on v2.4.1, 3 on v2.4.2". */
export function ServiceFacts({ registry, instances }: ServiceFactsProps): ReactNode {
  const versions = distributionOf(instances, (instance) => instance.version);
  const zones = distributionOf(instances, (instance) => instance.zone);
  const formats = distributionOf(instances, (instance) => instance.format);
  const places = distributionOf(instances, (instance) => instance.datacenter);
  const namespaces = distributionOf(instances, (instance) => instance.namespace);
  return (
    <div className="facts-line">
      <Fact term="Version" portions={versions} verb="on" isMachine />
      <Fact term="Zone" portions={zones} verb="in" />
      <Fact term="Datacenter" portions={places} verb="in" />
      <Fact term="Namespace" portions={namespaces} verb="in" />
      {formats.length > 0 && (
        <span>
          <span className="k">Format</span>
          {formats.slice(0, LISTED).map(({ value }) => (
            <FormatBadge key={value} format={value} registry={registry} linked />
          ))}
        </span>
      )}
    </div>
  );
}

interface FactProps {
  readonly term: string;
  readonly portions: readonly Portion[];
  readonly verb: string;
  readonly isMachine?: boolean;
}

function Fact({ term, portions, verb, isMachine = false }: FactProps): ReactNode {
  if (portions.length === 0) return null;
  const isOne = portions.length === 1;
  return (
    <span>
      <span className="k">{term}</span>
      {portions.slice(0, LISTED).map(({ value, count }, index) => (
        <span key={value}>
          {index > 0 && ', '}
          {!isOne && `${count} ${verb} `}
          <span className={isMachine ? 'mono' : undefined}>{value}</span>
        </span>
      ))}
      {portions.length > LISTED && <span className="faint"> and {portions.length - LISTED} more</span>}
    </span>
  );
}
