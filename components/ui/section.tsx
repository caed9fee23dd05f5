import type { ReactNode } from 'react';

/** A part of a page under its own head. */
export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="section">
      <header>
        <h2>{title}</h2>
      </header>
      {children}
    </section>
  );
}
