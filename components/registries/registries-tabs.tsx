import Link from 'next/link';
import type { ReactNode } from 'react';

const PAGES = [
  { id: 'registries', label: 'Registries', href: '/registries' },
  { id: 'formats', label: 'Formats', href: '/registries/formats' },
] as const;

/** The two pages about where data comes from: the registries, and the formats in them. */
export function RegistriesTabs({ current }: { current: (typeof PAGES)[number]['id'] }): ReactNode {
  return (
    <nav className="tabs" aria-label="Registries and formats">
      {PAGES.map(({ id, label, href }) => (
        <Link key={id} href={href} prefetch={false} aria-current={id === current ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
