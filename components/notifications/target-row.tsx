'use client';

import { type ReactNode, useState } from 'react';
import type { NotificationTarget, NotificationTest } from '@/lib/domain/notification';
import { troubleWords } from '../access/trouble-line';
import { useActingMe } from '../access/use-acting-me';
import { useSending } from '../access/use-sending';
import { send } from '../shell/fetch-json';
import { Icon } from '../ui/icon';
import { Since } from '../ui/since';
import { DeliveryStatus } from './delivery-status';
import { whyNotTest } from './why-not';

interface TargetRowProps {
  readonly target: NotificationTarget;
  readonly onTested: () => Promise<void>;
}

/** One target, and a button that tries it. */
export function TargetRow({ target, onTested }: TargetRowProps): ReactNode {
  const { id, kind, host, waiting, lastDelivery } = target;
  const { isSending, trouble, send: once } = useSending();
  const [test, setTest] = useState<NotificationTest | null>(null);
  const whyNot = whyNotTest(useActingMe());

  function tryIt(): Promise<boolean> {
    setTest(null);
    return once(async () => {
      setTest(await send<NotificationTest>('POST', `/api/v1/notifications/targets/${encodeURIComponent(id)}/test`));
      await onTested();
    });
  }

  return (
    <tr>
      <td className="n-target clip" title={id}>
        <span className="name">{id}</span>
      </td>
      <td className="n-kind dim">{kind}</td>
      <td className="n-host mono dim clip" title={host}>
        {host}
      </td>
      <td className="n-waiting dim">{waiting === 0 ? 'none' : waiting.toLocaleString('en')}</td>
      <td className="n-last">
        {lastDelivery ? (
          <span className="last">
            <DeliveryStatus state={lastDelivery.state} />
            <span className="faint">
              <Since at={lastDelivery.at} suffix=" ago" />
            </span>
          </span>
        ) : (
          <span className="faint">nothing sent yet</span>
        )}
      </td>
      <td className="n-tried clip" aria-live="polite">
        {isSending && <span className="faint">Sending</span>}
        {!isSending && trouble && <span className="st critical">{troubleWords(trouble)}</span>}
        {!isSending && !trouble && test && <TestOutcome test={test} />}
      </td>
      <td className="n-do">
        <button
          type="button"
          className="btn bare small"
          disabled={whyNot !== null || isSending}
          title={whyNot ?? undefined}
          aria-label={`Test ${id}`}
          onClick={() => void tryIt()}
        >
          <Icon name="sent" small />
          Test
        </button>
      </td>
    </tr>
  );
}

function TestOutcome({ test: { delivered, detail, milliseconds } }: { test: NotificationTest }): ReactNode {
  const words = `${detail}, ${milliseconds} ms`;
  return (
    <span className={delivered ? 'st passing' : 'st critical'} title={words}>
      <Icon name={delivered ? 'passing' : 'critical'} small />
      <span className="clip">
        {delivered ? 'Test delivered: ' : 'Test failed: '}
        {words}
      </span>
    </span>
  );
}
