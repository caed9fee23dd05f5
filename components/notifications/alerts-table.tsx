import type { ReactNode } from 'react';
import type { NotificationAlert } from '@/lib/domain/notification';
import { useActingMe } from '../access/use-acting-me';
import { Icon } from '../ui/icon';
import { Since } from '../ui/since';
import { AlertStatus } from './alert-status';
import type { MuteWish } from './mute-panel';
import { MutedUntil } from './muted-until';
import { Subject } from './subject';
import { whyNotMute } from './why-not';

interface AlertsTableProps {
  readonly alerts: readonly NotificationAlert[];
  readonly onMute: (wish: MuteWish) => void;
}

/** What rules are true of now, firing first. */
export function AlertsTable({ alerts, onMute }: AlertsTableProps): ReactNode {
  const me = useActingMe();
  return (
    <table className="bleed blocks alerts" aria-label="Alerts, firing first">
      <thead>
        <tr>
          <th className="n-state">State</th>
          <th className="n-on">Service</th>
          <th className="n-what">What</th>
          <th className="n-since">Since</th>
          <th className="n-rule">Rule</th>
          <th className="n-told">Told</th>
          <th className="n-do">
            <span className="sr">Mute</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => {
          const { rule, registry, service, summary, since, toldAt, mutedUntil } = alert;
          const whyNot = whyNotMute(me, alert);
          return (
            <tr key={JSON.stringify([rule, registry, service])}>
              <td className="n-state">
                <AlertStatus alert={alert} />
              </td>
              <td className="n-on clip">
                <Subject registry={registry} service={service} />
              </td>
              <td className="n-what clip" title={summary}>
                {summary}
              </td>
              <td className="n-since dim">
                <Since at={since} />
              </td>
              <td className="n-rule clip dim" title={rule}>
                {rule}
              </td>
              <td className="n-told dim">
                {mutedUntil !== null ? (
                  <MutedUntil until={mutedUntil} />
                ) : toldAt === null ? (
                  'not yet'
                ) : (
                  <Since at={toldAt} suffix=" ago" />
                )}
              </td>
              <td className="n-do">
                <button
                  type="button"
                  className="btn bare small"
                  disabled={whyNot !== null}
                  title={whyNot ?? undefined}
                  aria-label={`Mute ${service ?? registry} for ${rule}`}
                  onClick={() => onMute({ rule, registry, service })}
                >
                  <Icon name="muted" small />
                  Mute
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
