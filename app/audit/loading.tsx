import { SkeletonRows } from '@/components/ui/skeleton-rows';

export default function Loading() {
  return (
    <div className="page audit-page">
      <div className="page-head">
        <h1>Audit</h1>
      </div>
      <table className="bleed section" aria-label="Loading">
        <SkeletonRows columns={['u-at', 'u-outcome', 'u-what', 'u-who', 'u-on', 'u-why']} />
      </table>
    </div>
  );
}
