import type { ReactNode } from 'react';
import type { NotificationRule } from '@/lib/domain/notification';
import { useActingMe } from '../access/use-acting-me';
import { Icon } from '../ui/icon';
import type { MuteWish } from './mute-panel';
import { MutedUntil } from './muted-until';
import { RuleStatus } from './rule-status';
import { secondsWords } from './seconds-words';
import { whyNotMute } from './why-not';

interface RulesTableProps {
  readonly rules: readonly NotificationRule[];
  readonly onMute: (wish: MuteWish) => void;
}

/** Every rule of the configuration, in its order. */
export function RulesTable({ rules, onMute }: RulesTableProps): ReactNode {
  const me = useActingMe();
  return (
    <table className="bleed blocks rules" aria-label="Rules">
      <thead>
        <tr>
          <th className="n-state">State</th>
          <th className="n-rule">Rule</th>
          <th className="n-on">On</th>
          <th className="n-what">When</th>
          <th className="n-for">For</th>
          <th className="n-to">Tells</th>
          <th className="n-do">
            <span className="sr">Mute</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => {
          const { id, condition, forSeconds, targets, mutedUntil } = rule;
          const whyNot = whyNotMute(me, { registry: null, service: null });
          return (
            <tr key={id}>
              <td className="n-state">
                {mutedUntil === null ? <RuleStatus rule={rule} /> : <MutedUntil until={mutedUntil} />}
              </td>
              <td className="n-rule clip" title={id}>
                <span className="name">{id}</span>
              </td>
              <td className="n-on clip">
                <RuleScope rule={rule} />
              </td>
              <td className="n-what clip" title={condition}>
                {condition}
              </td>
              <td className="n-for dim" title={timesOf(rule)}>
                {forSeconds === 0 ? 'at once' : secondsWords(forSeconds)}
              </td>
              <td className="n-to clip dim" title={targets.join(', ')}>
                {targets.join(', ')}
              </td>
              <td className="n-do">
                <button
                  type="button"
                  className="btn bare small"
                  disabled={whyNot !== null}
                  title={whyNot ?? undefined}
                  aria-label={`Mute the rule ${id}`}
                  onClick={() => onMute({ rule: id, registry: null, service: null })}
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

function RuleScope({ rule: { service, registry } }: { rule: NotificationRule }): ReactNode {
  if (service === null) return <span className="dim">{registry ?? 'every registry'}</span>;
  return (
    <span title={service}>
      {service === '*' ? <span className="dim">every service</span> : <span className="mono">{service}</span>}
      {registry !== null && <span className="ns faint"> in {registry}</span>}
    </span>
  );
}

function timesOf({ forSeconds, resolveAfterSeconds, repeatAfterSeconds }: NotificationRule): string {
  const parts = [
    `fires after ${secondsWords(forSeconds)}`,
    `is resolved when well for ${secondsWords(resolveAfterSeconds)}`,
  ];
  if (repeatAfterSeconds !== null) parts.push(`is told again every ${secondsWords(repeatAfterSeconds)}`);
  return parts.join('; ');
}
