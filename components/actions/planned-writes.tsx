'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { PlannedWrite, TargetPreview } from '@/lib/domain/action-preview';
import { counted } from '../ui/counted';
import { Fold } from '../ui/fold';
import { plainDirection } from '../ui/plain-direction';
import { maskSecrets } from '../ui/secrets';
import { diffParts } from './diff-parts';

const LISTED = 40;

interface PlannedWritesProps {
  readonly targets: readonly TargetPreview[];
  readonly isOpen?: boolean;
}

/** Every write, literally, closed until asked for; its secrets are masked until asked for, too. */
export function PlannedWrites({ targets, isOpen = false }: PlannedWritesProps): ReactNode {
  const [isRevealed, setRevealed] = useState(false);
  const writes = targets.flatMap(({ registry, instance, writes: own }) =>
    own.map((write, index) => ({ key: `${registry} ${instance} ${index}`, write })),
  );
  if (writes.length === 0) return <p className="faint">Nothing is written.</p>;
  const isMasked = writes.some(({ write }) => hasSecret(write));
  return (
    <Fold summary={`What is written: ${counted(writes.length, 'write')}`} isOpen={isOpen}>
      {isMasked && (
        <button type="button" className="btn small" onClick={() => setRevealed(!isRevealed)}>
          {isRevealed ? 'Mask secrets' : 'Show masked'}
        </button>
      )}
      <ul className="writes">
        {writes.slice(0, LISTED).map(({ key, write }) => (
          <li key={key}>
            <Write write={write} isRevealed={isRevealed} />
          </li>
        ))}
      </ul>
      {writes.length > LISTED && <p className="faint">and {writes.length - LISTED} more</p>}
    </Fold>
  );
}

function Write({
  write: { what, before, after },
  isRevealed,
}: {
  write: PlannedWrite;
  isRevealed: boolean;
}): ReactNode {
  const shown = (text: string) => plainDirection(isRevealed ? text : maskSecrets(text).text);
  const was = typeof before === 'string' ? shown(before) : null;
  const is = typeof after === 'string' ? shown(after) : null;
  const parts = useMemo(() => diffParts(was ?? '', is ?? ''), [was, is]);
  const isBoth = was !== null && is !== null;
  return (
    <div className="write">
      <p className="mono at">{shown(what)}</p>
      {was !== null && (
        <pre className="del">
          <span className="sr">before </span>
          {isBoth ? <Marked parts={parts} middle={parts.before} /> : was}
        </pre>
      )}
      {is !== null && (
        <pre className="add">
          <span className="sr">after </span>
          {isBoth ? <Marked parts={parts} middle={parts.after} /> : is}
        </pre>
      )}
    </div>
  );
}

function Marked({ parts, middle }: { parts: { head: string; tail: string }; middle: string }): ReactNode {
  return (
    <>
      {parts.head}
      {middle !== '' && <mark>{middle}</mark>}
      {parts.tail}
    </>
  );
}

function hasSecret({ what, before, after }: PlannedWrite): boolean {
  return [what, before ?? '', after ?? ''].some((text) => maskSecrets(text).masked > 0);
}
