'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTimedPath } from './use-timed-path';

interface TimedLinkProps {
  readonly href: string;
  readonly className?: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** A link to a page that then shows the same time as this one. */
export function TimedLink({ href, children, ...rest }: TimedLinkProps): ReactNode {
  const timed = useTimedPath();
  return (
    <Link href={timed(href)} prefetch={false} {...rest}>
      {children}
    </Link>
  );
}
