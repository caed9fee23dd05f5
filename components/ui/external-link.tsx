import type { ReactNode } from 'react';

const WEB_ADDRESS = /^https?:\/\/[^\s]+$/i;

/** Registry text: a link only when it is a web address and nothing else, otherwise plain text. */
export function ExternalLink({ value }: { value: string }): ReactNode {
  if (!WEB_ADDRESS.test(value)) return value;
  return (
    <a className="link" href={value} target="_blank" rel="noreferrer noopener">
      {value}
    </a>
  );
}
