import type { ActionKind } from '../domain/action';
import type { ActionPreview, TargetPreview } from '../domain/action-preview';
import type { ActionRequest } from '../domain/action-request';
import type { Impact } from '../domain/impact';
import type { Feed } from '../feed/feed';
import { endangered, impactsOf } from './impacts';
import { isConflict, isRefusal, type PlannedTarget } from './planned-target';
import { type Simulating, simulatedImpacts } from './simulated-impacts';
import { timerWords } from './standing-words';

interface Asked {
  readonly request: ActionRequest;
  readonly planned: readonly PlannedTarget[];
  readonly signal: AbortSignal;
}

/** What an action would do, in the words of those who will do it. */
export async function previewOf(deps: Simulating, { request, planned, signal }: Asked): Promise<ActionPreview> {
  const { feed } = deps;
  const services = impactsOf(feed, request, planned);
  return {
    kind: request.kind,
    targets: onceEach(planned.map((target) => targetPreview(target, { feed, kind: request.kind, services }))),
    services,
    simulation: await simulatedImpacts(deps, services, { request, planned, signal }),
    confirm: endangered(services),
  };
}

function targetPreview(
  target: PlannedTarget,
  { feed, kind, services }: { readonly feed: Feed; readonly kind: ActionKind; readonly services: readonly Impact[] },
): TargetPreview {
  const { registry, service, instance, address, format, answer } = target;
  const place = { registry, service, instance, address, format };
  if (isRefusal(answer) || isConflict(answer)) {
    return {
      ...place,
      revision: null,
      refusal: isRefusal(answer) ? answer.refusal : answer.conflict,
      isAlreadySo: false,
      means: null,
      writes: [],
      fate: null,
      warnings: [],
      returnWindowSeconds: 0,
      isRevertible: false,
    };
  }
  const isAlreadySo = answer.order === null;
  const more = [
    isLeftEmpty(target, services) ? lastWords(feed, target) : undefined,
    isAlreadySo && kind === 'drain' && target.standing ? timerWords(target.standing) : undefined,
  ].filter((words) => words != null);
  return {
    ...place,
    revision: answer.revision,
    isAlreadySo,
    means: answer.means,
    writes: answer.writes,
    fate: answer.fate,
    warnings: [...new Set([...answer.warnings, ...more])],
    returnWindowSeconds: answer.returnWindowSeconds,
    isRevertible: answer.undo !== null,
  };
}

/** What is written once for several of them, as the maintenance of their node, is shown with the first. */
function onceEach(targets: readonly TargetPreview[]): readonly TargetPreview[] {
  const shown = new Set<string>();
  return targets.map((target) => {
    const writes = target.writes.filter((write) => !shown.has(JSON.stringify([target.registry, write])));
    for (const write of target.writes) shown.add(JSON.stringify([target.registry, write]));
    return { ...target, writes };
  });
}

function isLeftEmpty({ registry, service }: PlannedTarget, services: readonly Impact[]): boolean {
  const impact = services.find((candidate) => candidate.registry === registry && candidate.service === service);
  return impact?.warnings.some(({ code }) => code === 'nothing-left') ?? false;
}

/** What the format's clients do when the last instance goes. */
function lastWords(feed: Feed, { registry, format }: PlannedTarget): string | undefined {
  return feed.upstream(registry)?.registry.sheets?.find((sheet) => sheet.format === format)?.last;
}
