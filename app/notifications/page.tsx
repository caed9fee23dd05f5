import '../styles/changes.css';
import '../styles/notifications.css';
import type { Metadata } from 'next';
import { NotificationsPage } from '@/components/notifications/notifications-page';
import { runtime } from '@/lib/running';

export const metadata: Metadata = { title: 'Notifications' };

/** As many as a page of the log has. */
const LISTED = 25;

export default async function Page() {
  const { notifications } = runtime();
  const [overview, deliveries] = await Promise.all([
    notifications.overview(),
    notifications.deliveries({ limit: LISTED }),
  ]);
  return <NotificationsPage overview={overview} deliveries={deliveries} />;
}
