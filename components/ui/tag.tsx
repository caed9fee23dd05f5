import type { ReactNode } from 'react';

/** A short word a machine wrote: a tag or a format. */
export function Tag({ children }: { children: string }): ReactNode {
  return (
    <span className="tag" title={children}>
      {children}
    </span>
  );
}

/** Tags in the order given. */
export function Tags({ tags }: { tags: readonly string[] }): ReactNode {
  return (
    <span className="tags">
      {[...new Set(tags)].map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  );
}
