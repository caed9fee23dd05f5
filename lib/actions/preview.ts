import type { ActionPreview, TargetPreview } from '../domain/action-preview';
import type { ActionRequest } from '../domain/action-request';
import type { Impact } from '../domain/impact';
import type { Feed } from '../feed/feed';
import { impactsOf, isConflict, isRefusal, type PlannedTarget } from './plan-request';

/** What an action would do, in the words of those who will do it. */
export function previewOf(feed: Feed, request: ActionRequest, planned: readonly PlannedTarget[]): ActionPreview {
  const services = impactsOf(feed, request, planned);
  return {
    kind: request.kind,
    targets: planned.map((target) => targetPreview(feed, target, services)),
    services,
    confirm: endangered(services),
  };
}

/** The services whose names have to be typed, each once. */
export function endangered(services: readonly Impact[]): readonly string[] {
  return [...new Set(services.filter(({ isDangerous }) => isDangerous).map(({ service }) => service))];
}

function targetPreview(feed: Feed, target: PlannedTarget, services: readonly Impact[]): TargetPreview {
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
  const last = isLeftEmpty(target, services) ? lastWords(feed, target) : undefined;
  return {
    ...place,
    revision: answer.revision,
    isAlreadySo: answer.order === null,
    means: answer.means,
    writes: answer.writes,
    fate: answer.fate,
    warnings: last === undefined || answer.warnings.includes(last) ? answer.warnings : [...answer.warnings, last],
    returnWindowSeconds: answer.returnWindowSeconds,
    isRevertible: answer.undo !== null,
  };
}

function isLeftEmpty({ registry, service }: PlannedTarget, services: readonly Impact[]): boolean {
  const impact = services.find((candidate) => candidate.registry === registry && candidate.service === service);
  return impact?.warnings.some(({ code }) => code === 'nothing-left') ?? false;
}

/** What the format's clients do when the last instance goes. */
function lastWords(feed: Feed, { registry, format }: PlannedTarget): string | undefined {
  return feed.upstream(registry)?.registry.sheets?.find((sheet) => sheet.format === format)?.last;
}
