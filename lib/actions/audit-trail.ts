import type { AuditOutcome, NewAuditRecord } from '../domain/audit';
import type { StepWork, WorkDeps } from './step-work';
import type { StepChange } from './stored-action';

/** Who takes an action back when its time has come. */
const BY_ITSELF = 'rollcall';

/** Ends a step: first in the audit, so that no end is ever missing there, and then for everybody. */
export async function endStep(work: StepWork, end: StepChange, { audit }: WorkDeps): Promise<void> {
  await audit.record(recordOf(work, end.state === 'confirmed' ? 'done' : 'failed', end));
  await work.change({ isBusy: false, ...end });
}

/** That the instance of a step came back by itself after the step had been confirmed. */
export async function recordLateReturn(work: StepWork, detail: string, { audit }: WorkDeps): Promise<void> {
  await audit.record({ ...recordOf(work, 'failed'), detail: `returned: ${detail}` });
}

/** That a step is about to be taken back. @throws StorageError where that cannot be kept */
export async function recordRevert(work: StepWork, { audit }: WorkDeps): Promise<void> {
  await audit.record({ ...recordOf(work, 'attempted'), ...reverting(work) });
}

/** How it ended that a step was to be taken back: first in the audit, then for everybody. */
export async function endRevert(work: StepWork, end: StepChange, { audit }: WorkDeps): Promise<void> {
  const outcome = end.state === 'reverted' ? 'done' : 'failed';
  await audit.record({ ...recordOf(work, outcome, end), ...reverting(work) });
  await work.change({ isBusy: false, ...end });
}

function reverting(work: StepWork): { actor: string; kind: string; source?: string } {
  const by = work.revertBy();
  return by === null ? { actor: BY_ITSELF, kind: 'revert', source: '' } : { actor: by, kind: 'revert' };
}

function recordOf(work: StepWork, outcome: AuditOutcome, end?: StepChange): NewAuditRecord {
  const { actor, source, reason, id, kind } = work.action;
  const { registry, service, instance, state } = work.now();
  const ended = end?.state ?? state;
  const detail = end && (end.detail ? `${ended}: ${end.detail}` : ended);
  return { actor, source, kind, outcome, action: id, registry, service, instance, reason, detail };
}
