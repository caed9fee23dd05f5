import { digestOf, type Recording } from '@/lib/view/simulation-recording';
import type { Setup } from '@/lib/view/simulation-setup';

type Kind = 'trace' | 'keyFile';
type Values = readonly (string | number)[];

/** What was chosen since the page was loaded, by kind and digest. */
const chosen = new Map<string, Values>();

/**
 * Keeps what a file held over a reload and the way back; not longer than the tab is open, since logs say who asked.
 * What the browser has no room for is kept until the next reload.
 */
export function keepRecording(kind: Kind, { digest, values }: Recording<string | number>): void {
  if (!values) return;
  chosen.set(`${kind} ${digest}`, values);
  try {
    window.sessionStorage.setItem(storageKey(kind), JSON.stringify(values));
  } catch {
    // Full, or not allowed: what may still be there is of another digest.
  }
}

/** The setup with what its files hold, as far as that is kept here; the same object where nothing is added. */
export function withKept(setup: Setup): Setup {
  const { trace, keyFile } = setup;
  const times = trace?.values === null ? keptOf('trace', trace.digest).filter((time) => typeof time === 'number') : [];
  const keys =
    keyFile?.values === null ? keptOf('keyFile', keyFile.digest).filter((key) => typeof key === 'string') : [];
  if (times.length + keys.length === 0) return setup;
  return {
    ...setup,
    trace: trace && times.length > 0 ? { ...trace, values: times } : trace,
    keyFile: keyFile && keys.length > 0 ? { ...keyFile, values: keys } : keyFile,
  };
}

function keptOf(kind: Kind, digest: string): Values {
  const known = chosen.get(`${kind} ${digest}`);
  if (known) return known;
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(storageKey(kind)) ?? '[]');
    return Array.isArray(kept) && digestOf(kept) === digest ? kept : [];
  } catch {
    return [];
  }
}

function storageKey(kind: Kind): string {
  return `rollcall-simulator-${kind}`;
}
