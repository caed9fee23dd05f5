import { isJsonObject } from '../entry';
import { textOf } from '../fields';
import { parseConditions } from './condition';
import { type DubboUrl, decodePart } from './dubbo-url';
import type { ConditionRoute, Route, TagRoute } from './route';
import type { Scope } from './scope';
import { textList } from './yaml-rule';

/** Nobody writes longer ones, and to take one apart takes the square of its length. */
const LONGEST_RULE = 4_000;

/** What `route://…&rule=` asks for; undefined for one that is switched off or no condition, as scripts are. */
export function readRouteUrl({ protocol, params }: DubboUrl, scope: Scope): ConditionRoute | undefined {
  const kind = params.get('router') ?? (protocol === 'route' ? 'condition' : protocol);
  if (kind !== 'condition' || params.get('enabled') === 'false') return undefined;
  const rule = params.get('rule');
  // Java encodes the rule alone once more, whatever it does with the rest.
  return rule === undefined ? undefined : readCondition(decodePart(rule) ?? rule, scope);
}

/** The `conditions` of a `.condition-router`; newer ones of other shapes are left out. */
export function readConditionConfig(config: unknown, scope: Scope): readonly Route[] {
  if (!isJsonObject(config) || config.enabled === false) return [];
  return textList(config.conditions).flatMap((rule) => readCondition(rule, scope) ?? []);
}

/** The `tags` of a `.tag-router`: names for addresses. */
export function readTagConfig(config: unknown, scope: Scope): readonly Route[] {
  if (!isJsonObject(config) || config.enabled === false || !Array.isArray(config.tags)) return [];
  return config.tags.filter(isJsonObject).flatMap((item): readonly TagRoute[] => {
    const tag = textOf(item.name);
    return tag === undefined ? [] : [{ kind: 'tag', scope, tag, addresses: textList(item.addresses) }];
  });
}

function readCondition(text: string, scope: Scope): ConditionRoute | undefined {
  const rule = text.replaceAll('consumer.', '').replaceAll('provider.', '').trim();
  if (rule === '' || rule.length > LONGEST_RULE) return undefined;
  const arrow = rule.indexOf('=>');
  const when = arrow < 0 ? '' : rule.slice(0, arrow).trim();
  const thenText = (arrow < 0 ? rule : rule.slice(arrow + 2)).trim();
  const then = thenText === '' || thenText === 'false' ? null : parseConditions(thenText);
  if (then === undefined || parseConditions(when) === undefined) return undefined;
  return { kind: 'condition', scope, text: text.trim(), isForAll: when === '' || when === 'true', then };
}
