import type { Asker } from '../access/asked';
import { runtime } from '../running';
import type { Problem } from './problem';

const INSTANCE = /^\/api\/v1\/registries\/([^/]+)(?:\/instances\/([^/]+))?/;

/** Records that somebody was refused what would have changed something. */
export async function recordRefusal(request: Request, { identity, source }: Asker, problem: Problem): Promise<void> {
  const { log, audit, access } = runtime();
  const { method } = request;
  const path = new URL(request.url).pathname;
  log.warn({ code: problem.code, method, path, actor: identity?.name, source }, 'mutation-refused');
  if (problem.status !== 401 && problem.status !== 403) return;
  if (identity === null && !access.mayRecordRefusal()) return;
  const [, registry, instance] = INSTANCE.exec(path) ?? [];
  await audit.record({
    actor: identity?.name ?? 'anonymous',
    source,
    kind: 'request',
    outcome: 'refused',
    ...(registry !== undefined && { registry: decodeURIComponent(registry) }),
    ...(instance !== undefined && { instance: decodeURIComponent(instance) }),
    detail: `${method} ${path}: ${problem.message}`,
  });
}
