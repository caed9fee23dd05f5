'use client';

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { MaskedLine } from '../ui/masked-line';
import { partsOf } from './bucket-words';
import { Hatch } from './hatch';
import { STATE_LOOKS } from './history-states';
import { stretchWords } from './time-words';
import { type Tip, TipContext } from './tip-context';

const EDGE_PX = 8;
const APART_PX = 6;

/** What the history bars within need of their page: one tooltip for all of them, and the hatch. */
export function HistoryTips({ children }: { children: ReactNode }): ReactNode {
  const [tip, setTip] = useState<Tip | null>(null);

  useEffect(() => {
    if (!tip) return;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setTip(null);
    }
    const hide = () => setTip(null);
    // Before anybody else hears the key: the tip is what lies on top.
    document.addEventListener('keydown', onKeyDown, true);
    document.addEventListener('scroll', hide, true);
    return () => {
      document.removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('scroll', hide, true);
    };
  }, [tip]);

  return (
    <TipContext value={setTip}>
      <Hatch />
      {children}
      {tip && <TipSheet tip={tip} />}
    </TipContext>
  );
}

/** Not read out: the bar says the same of its chosen part. */
function TipSheet({ tip }: { tip: Tip }): ReactNode {
  const { title, bucket, subject, x, top, bottom } = tip;
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!sheet.current) return;
    const { offsetWidth: width, offsetHeight: height } = sheet.current;
    const left = Math.max(EDGE_PX, Math.min(x - width / 2, window.innerWidth - width - EDGE_PX));
    const above = top - APART_PX - height;
    sheet.current.style.left = `${left}px`;
    sheet.current.style.top = `${above >= EDGE_PX ? above : bottom + APART_PX}px`;
  }, [x, top, bottom]);

  return (
    <div ref={sheet} className="history-tip" aria-hidden="true">
      <p className="when">
        <b>{stretchWords(bucket.from, bucket.to, new Date().toISOString())}</b> UTC
      </p>
      <p className="of clip">{title}</p>
      <ul>
        {partsOf(bucket, subject).map(({ state, amount }) => (
          <li key={state} className={`st ${STATE_LOOKS[state].status}`}>
            <Icon name={STATE_LOOKS[state].icon} small />
            <span>{STATE_LOOKS[state].word}</span>
            <span className="amount">{amount}</span>
          </li>
        ))}
      </ul>
      {bucket.output !== undefined && (
        <p className="said clip">
          <MaskedLine text={bucket.output} />
        </p>
      )}
    </div>
  );
}
