'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useFormatPath, useFormatTitle } from './format-names';

interface FormatBadgeProps {
  readonly format: string;
  readonly registry: string;
  /** Leads to what is known of the format; not in a row, which leads elsewhere. */
  readonly linked?: boolean;
}

/** How an instance was written, as its makers spell it. */
export function FormatBadge({ format, registry, linked = false }: FormatBadgeProps): ReactNode {
  const title = useFormatTitle()(format, registry);
  const path = useFormatPath()(format, registry);
  if (!linked) return <span className="tag">{title}</span>;
  return (
    <Link className="tag format-link" href={path} prefetch={false} title={`About ${title}`}>
      {title}
    </Link>
  );
}
