'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { AnswerError } from '../shell/fetch-json';
import { Icon } from '../ui/icon';

/** What went wrong, in words; where one has to wait, for how long. */
export function TroubleLine({ trouble }: { trouble: Error | null }): ReactNode {
  if (!trouble) return null;
  return (
    <div className="trouble" role="alert">
      <Icon name="critical" small />
      <span>
        {trouble instanceof AnswerError && trouble.retryAfterSeconds !== null ? (
          <Waiting key={String(trouble.retryAfterSeconds)} seconds={trouble.retryAfterSeconds} />
        ) : (
          troubleWords(trouble)
        )}
      </span>
    </div>
  );
}

function Waiting({ seconds }: { seconds: number }): ReactNode {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const until = Date.now() + seconds * 1_000;
    const timer = setInterval(() => setLeft(Math.ceil((until - Date.now()) / 1_000)), 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
  if (left <= 0) return 'You may try again.';
  return `Too many attempts. Try again in ${left < 60 ? `${left} s` : `${Math.ceil(left / 60)} min`}.`;
}

/** A failed request without an answer is the network's, whose own words name nothing one could do. */
export function troubleWords(error: Error): string {
  if (error instanceof AnswerError)
    return error.message.replace(/^\w+: /, '').replace(/^./, (first) => first.toUpperCase());
  return 'Rollcall does not answer. Try again.';
}
