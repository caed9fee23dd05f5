import type { ReactNode } from 'react';
import { keyFileOf, type Recording, traceOf } from '@/lib/view/simulation-recording';
import type { Setup } from '@/lib/view/simulation-setup';
import { isWithin } from '@/lib/view/simulation-url';
import { FileField } from './file-field';
import { keepRecording } from './kept-recordings';
import type { SetupState } from './use-setup';

/** The file of arrivals. */
export function TraceField({ state: { setup, change } }: { state: SetupState }): ReactNode {
  return (
    <FileField
      label="When requests came"
      unit="time"
      recording={setup.trace}
      read={traceOf}
      onChoose={(trace) => {
        keepRecording('trace', trace);
        change({ trace, requests: asMany(trace, setup) });
      }}
    />
  );
}

/** The file of keys. */
export function KeyFileField({ state: { setup, change } }: { state: SetupState }): ReactNode {
  return (
    <FileField
      label="What requests are hashed by"
      unit="key"
      recording={setup.keyFile}
      read={keyFileOf}
      onChoose={(keyFile) => {
        keepRecording('keyFile', keyFile);
        change({ keyFile });
      }}
    />
  );
}

/** The recording once, where a run may be that long; the file of a link is for as many as the link says. */
function asMany({ count, digest }: Recording<number>, { trace, requests }: Setup): number {
  return trace?.digest === digest || !isWithin('requests', count) ? requests : count;
}
