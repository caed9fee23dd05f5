'use client';

import type { ReactNode } from 'react';
import type { Change } from '@/lib/domain/change';
import { isoTime } from '@/lib/domain/clock';
import { NO_FILTER } from '@/lib/view/change-filter';
import { Banner } from '../ui/banner';
import type { UrlState } from '../ui/use-url-state';
import { ChangeInstance, ChangeService, ChangeTime } from './change-cells';
import { ChangeFull } from './change-full';
import { ChangeWords } from './change-words';
import { dayWords } from './clock-time';
import type { LinkedChangeState } from './use-linked-change';

const AROUND_MS = 60_000;

/** The change that the address names, where the list below does not have it. */
export function LinkedChange({ linked, url }: { linked: LinkedChangeState; url: UrlState }): ReactNode {
  const { id, change, isUnknown, error } = linked;
  if (id === null) return null;
  const leave = () => url.set({ change: null });
  if (isUnknown) {
    return (
      <Banner icon="changes">
        <b>This change is not known any more.</b> It may be older than what is kept, or the address is not complete.{' '}
        <button type="button" className="btn small" onClick={leave}>
          Show the others
        </button>
      </Banner>
    );
  }
  if (error) return <Banner tone="warning">The change could not be read: {error.message}</Banner>;
  return change && <Linked change={change} url={url} onLeave={leave} />;
}

function Linked({ change, url, onLeave }: { change: Change; url: UrlState; onLeave: () => void }): ReactNode {
  const time = Date.parse(change.at);
  return (
    <section className="linked" aria-label="The change of this link">
      <header>
        <span className="faint">{dayWords(change.at.slice(0, 10))}</span>
        <ChangeTime at={change.at} />
        <ChangeWords change={change} />
        <ChangeService change={change} />
        <ChangeInstance change={change} />
        <span className="push" />
        <button
          type="button"
          className="btn small"
          onClick={() =>
            url.set({ ...NO_FILTER, range: null, from: isoTime(time - AROUND_MS), to: isoTime(time + AROUND_MS) })
          }
        >
          Show what happened around it
        </button>
        <button type="button" className="btn bare small" onClick={onLeave}>
          Close
        </button>
      </header>
      <ChangeFull change={change} />
    </section>
  );
}
