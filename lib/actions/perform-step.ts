import { endStep } from './audit-trail';
import { performPatiently } from './perform-patiently';
import { sentence } from './sentence';
import type { StepWork, WorkDeps } from './step-work';

/** How long a registry that cannot be reached is tried, in milliseconds. */
const GIVE_UP_AFTER_MS = 60_000;

/**
 * planned → sent, failed or conflicted. Stays planned where it is to be taken back before anything was written.
 * Rejects when the signal aborts.
 */
export async function performStep(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<void> {
  const { registry, order, needsCredential } = work.now();
  if (!order || (needsCredential && !work.credential())) {
    const detail = `It was to be done with ${work.action.actor}'s own token, which Rollcall does not keep; nothing is known to be written. Ask for it again.`;
    return endStep(work, { state: 'failed', detail }, deps);
  }
  const performed = await performPatiently(
    {
      registry,
      order,
      credential: work.credential(),
      begin: () => {
        if (work.revertAsked.aborted && work.isUntouched()) return false;
        work.touch();
        return true;
      },
      giveUpAfterMs: GIVE_UP_AFTER_MS,
      onTrouble: (detail) => work.change({ detail: `Not done yet, and tried again: ${sentence(detail)}` }),
    },
    deps,
    signal,
  );
  switch (performed.kind) {
    case 'called-off':
      return;
    case 'done':
      return work.change({ state: 'sent', isStanding: true });
    case 'conflict':
      return endStep(work, { state: 'conflicted', detail: performed.detail }, deps);
    case 'failed': {
      const { detail, mayBeWritten } = performed;
      const known = mayBeWritten ? 'Nothing is known to be written' : 'Nothing was written';
      return endStep(
        work,
        { state: 'failed', isStanding: mayBeWritten, detail: `${known}: ${sentence(detail)}` },
        deps,
      );
    }
  }
}
