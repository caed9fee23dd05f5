import type { Asker } from '../access/asked';
import type { NewAuditRecord } from '../domain/audit';
import { runtime } from '../running';
import type { Problem } from './problem';

/** What is kept of a text that a caller makes as long as it likes, in characters. */
const KEPT = 500;

const INSTANCE = /^\/api\/v1\/registries\/([^/]+)(?:\/instances\/([^/]+))?/;

/** Records that somebody was refused what would have changed something. */
export async function recordRefusal(request: Request, { identity, source }: Asker, problem: Problem): Promise<void> {
  const { log, audit, access } = runtime();
  const { method } = request;
  const path = new URL(request.url).pathname;
  log.warn({ code: problem.code, method, path, actor: identity?.name, source }, 'mutation-refused');
  if (problem.status !== 401 && problem.status !== 403) return;
  if (!access.mayRecordRefusal(identity?.name ?? null)) return;
  const [, registry, instance] = INSTANCE.exec(path) ?? [];
  await audit.record({
    actor: identity?.name ?? 'anonymous',
    source,
    kind: 'request',
    outcome: 'refused',
    ...(registry !== undefined && { registry: kept(decodeURIComponent(registry)) }),
    ...(instance !== undefined && { instance: kept(decodeURIComponent(instance)) }),
    detail: `${method} ${kept(path)}: ${problem.message}`,
  });
}

/** Records that somebody was not let in. The log has all of them; the audit as many as nobody can fill it with. */
export async function recordShutOut(record: Omit<NewAuditRecord, 'outcome'>): Promise<void> {
  const { log, audit, access } = runtime();
  const { kind, actor, source } = record;
  const detail = kept(record.detail ?? '');
  log.warn({ kind, actor, source, detail }, 'sign-in-refused');
  if (access.mayRecordRefusal(null)) await audit.record({ ...record, detail, outcome: 'refused' });
}

function kept(text: string): string {
  return text.length > KEPT ? `${text.slice(0, KEPT)}…` : text;
}
