import { type ReactNode, useMemo } from 'react';
import { maskSecrets } from './secrets';

const LINE_LIMIT = 300;
const TITLE_LIMIT = 600;

/** The first line of a registry's text where there is room for no more, secrets masked; more of it in the tooltip. */
export function MaskedLine({ text }: { text: string }): ReactNode {
  const masked = useMemo(() => maskSecrets(text).text, [text]);
  return (
    <span className="mono faint" title={masked.slice(0, TITLE_LIMIT)}>
      {masked.slice(0, LINE_LIMIT).split('\n', 1)[0]}
    </span>
  );
}
