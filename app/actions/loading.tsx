import { SkeletonRows } from '@/components/ui/skeleton-rows';

export default function Loading() {
  return (
    <div className="page actions-page">
      <div className="page-head">
        <h1>Actions</h1>
      </div>
      <table className="bleed section" aria-label="Loading">
        <SkeletonRows columns={['a-at', 'a-state', 'a-what', 'a-who', 'a-why']} />
      </table>
    </div>
  );
}
