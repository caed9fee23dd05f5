import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ActionStep } from '@/lib/domain/action';
import { servicePath } from '../ui/paths';

/** The services that an action is about, each as a link to its page; of many the first, and how many more. */
export function ServiceLinks({ steps }: { steps: readonly ActionStep[] }): ReactNode {
  const services = new Map(steps.map((step) => [`${step.registry} ${step.service}`, step]));
  const [first] = services.values();
  if (!first) return null;
  return (
    <>
      <Link className="over clip" href={servicePath(first.registry, first.service)} prefetch={false}>
        {first.service}
      </Link>
      {services.size > 1 && <span className="faint"> and {services.size - 1} more</span>}
    </>
  );
}
