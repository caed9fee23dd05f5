import type { ReactNode } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { InstanceActs } from '../actions/instance-acts';
import { MomentPicker } from '../history/moment-picker';
import { RangePicker } from '../history/range-picker';
import { CopyButton } from '../ui/copy-button';
import { FlappingMark } from '../ui/flapping-mark';
import { useMoment } from '../ui/moment-context';
import { servicePath, servicesPath } from '../ui/paths';
import { Since } from '../ui/since';
import { HealthStatus, RotationStatus } from '../ui/status';
import { Crumbs } from './crumbs';

interface InstanceHeadProps {
  readonly registry: string;
  readonly service: string;
  /** `host:port`. */
  readonly address: string;
  /** Null where it is not registered. */
  readonly instance: Instance | null;
}

/** Where one is, how the instance is and since when, and what can be done to it. */
export function InstanceHead({ registry, service, address, instance }: InstanceHeadProps): ReactNode {
  const isPast = useMoment() !== null;
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Services', href: '/services' },
          { label: registry, href: servicesPath({ registry }) },
          { label: service, href: servicePath(registry, service) },
        ]}
      />
      <div className="page-head">
        <h1 className="long">{address}</h1>
        <CopyButton text={address} what="address" shown />
        {!instance && !isPast && <span className="st gone">gone</span>}
        {instance && (
          <>
            <HealthStatus health={instance.health}>
              <b>{instance.health}</b>{' '}
              <span className="of">
                for <Since at={instance.since} atLeast={instance.sinceAtLeast} />
              </span>
            </HealthStatus>
            {instance.flapping && <FlappingMark />}
            <RotationStatus rotation={instance.rotation}>
              {instance.rotation === 'out' ? 'out of rotation' : 'in rotation'}
            </RotationStatus>
          </>
        )}
        <span className="push" />
        <RangePicker />
        <MomentPicker />
        {instance && <InstanceActs instance={instance} />}
      </div>
    </>
  );
}
