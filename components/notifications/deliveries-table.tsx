import type { ReactNode } from 'react';
import type { NotificationDelivery } from '@/lib/domain/notification';
import { counted } from '../ui/counted';
import { Since } from '../ui/since';
import { DeliveryStatus } from './delivery-status';
import { Subject } from './subject';

/** Messages and what became of them. */
export function DeliveriesTable({ items }: { items: readonly NotificationDelivery[] }): ReactNode {
  return (
    <table className="bleed blocks deliveries" aria-label="Messages, newest first">
      <thead>
        <tr>
          <th className="n-at">Sent</th>
          <th className="n-state">State</th>
          <th className="n-target">Target</th>
          <th className="n-about">Message</th>
          <th className="n-on">About</th>
          <th className="n-tries num">Tries</th>
          <th className="n-detail">Detail</th>
        </tr>
      </thead>
      <tbody>
        {items.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </tbody>
    </table>
  );
}

function DeliveryRow({ delivery }: { delivery: NotificationDelivery }): ReactNode {
  const { at, state, target, rule, status, attempts, detail, nextAt, subjects, alerts } = delivery;
  const [first] = subjects;
  return (
    <tr>
      <td className="n-at dim">
        <Since at={at} suffix=" ago" />
      </td>
      <td className="n-state">
        <DeliveryStatus state={state} />
      </td>
      <td className="n-target clip" title={target}>
        {target}
      </td>
      <td className="n-about clip" title={rule ?? undefined}>
        {status}
        {rule !== null && <span className="ns faint"> {rule}</span>}
      </td>
      <td className="n-on clip">
        {first && <Subject registry={first.registry} service={first.service} />}
        {alerts > 1 && <span className="ns faint"> and {counted(alerts - 1, 'other')}</span>}
      </td>
      <td className="n-tries num dim">{attempts}</td>
      <td className="n-detail clip dim" title={detail ?? undefined}>
        {detail}
        {nextAt !== null && attempts > 0 && <span className="faint"> tried again</span>}
      </td>
    </tr>
  );
}
