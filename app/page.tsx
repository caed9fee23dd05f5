import './styles/overview.css';
import './styles/changes.css';
import './styles/charts.css';
import { OverviewPage } from '@/components/overview/overview-page';
import { overviewFacts } from './overview-facts';

export default async function Page() {
  return <OverviewPage handed={await overviewFacts()} />;
}
