import './styles/overview.css';
import './styles/changes.css';
import { OverviewPage } from '@/components/overview/overview-page';
import { overviewFacts } from './overview-facts';

export default function Page() {
  return <OverviewPage handed={overviewFacts()} />;
}
