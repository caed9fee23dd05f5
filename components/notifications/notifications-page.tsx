'use client';

import { type ReactNode, useState } from 'react';
import type { NotificationOverview } from '@/lib/domain/notification';
import { troubleWords } from '../access/trouble-line';
import { Banner } from '../ui/banner';
import { OlderEnd } from '../ui/older-end';
import { Section } from '../ui/section';
import { AlertsTable } from './alerts-table';
import { DeliveriesTable } from './deliveries-table';
import { MutePanel, type MuteWish } from './mute-panel';
import { MutesTable } from './mutes-table';
import { NoRules } from './no-rules';
import { RulesTable } from './rules-table';
import { TargetsTable } from './targets-table';
import { type DeliveriesPage, useDeliveries, useNotifications } from './use-notifications';

interface NotificationsPageProps {
  readonly overview: NotificationOverview;
  readonly deliveries: DeliveriesPage;
}

/** Who is told what, and what became of it. */
export function NotificationsPage(handed: NotificationsPageProps): ReactNode {
  const { overview, trouble, again } = useNotifications(handed.overview);
  const deliveries = useDeliveries(handed.deliveries);
  const [muting, setMuting] = useState<MuteWish | null>(null);
  const { rules, targets, alerts, mutes, totals } = overview;
  const listed = totals.firing + totals.pending;
  return (
    <div className="page notifications-page">
      <div className="page-head">
        <h1>Notifications</h1>
        {rules.length > 0 && (
          <span className="sub">{totals.firing === 0 ? 'nothing fires' : `${totals.firing} firing`}</span>
        )}
      </div>
      {trouble && <Banner tone="warning">{troubleWords(trouble)} What is shown may be old.</Banner>}
      {rules.length === 0 && <NoRules />}
      {rules.length > 0 && (
        <Section title="Alerts">
          {alerts.length === 0 ? (
            <p className="quiet faint">Nothing that a rule watches for is so.</p>
          ) : (
            <AlertsTable alerts={alerts} onMute={setMuting} />
          )}
          {listed > alerts.length && <p className="end faint">and {listed - alerts.length} more</p>}
        </Section>
      )}
      {mutes.length > 0 && (
        <Section title="Muted">
          <MutesTable mutes={mutes} onChanged={again} />
        </Section>
      )}
      {rules.length > 0 && (
        <Section title="Rules">
          <RulesTable rules={rules} onMute={setMuting} />
        </Section>
      )}
      {targets.length > 0 && (
        <Section title="Targets">
          <TargetsTable targets={targets} onTested={again} />
        </Section>
      )}
      {(targets.length > 0 || deliveries.items.length > 0) && (
        <Section title="Messages">
          {deliveries.items.length > 0 && <DeliveriesTable items={deliveries.items} />}
          <OlderEnd what="messages" history={deliveries}>
            <p className="end faint">
              {deliveries.items.length > 0 ? 'That is all there is.' : 'Nothing was sent yet.'}
            </p>
          </OlderEnd>
        </Section>
      )}
      {muting && <MutePanel wish={muting} onMuted={again} onClose={() => setMuting(null)} />}
    </div>
  );
}
