import type { Placed } from '../assembly';
import type { DubboRule } from './dubbo-rule';
import { ANY_HOST, type Override, reachOf, type Settings } from './override';
import type { Registration } from './registration';
import { type ConditionRoute, isTagged, keptFrom, type Route } from './route';
import { formatServiceKey } from './service-key';

/** What becomes of one registration under the rules. */
export interface Verdict {
  /** The interface, or that it is the application's own. */
  readonly label: string;
  /** Why no client calls it; empty while it is in rotation. */
  readonly out: readonly string[];
  readonly weight: number;
  readonly tags: readonly string[];
  /** What configurators changed. */
  readonly configured: readonly string[];
  /** The routing rules that keep clients from it. */
  readonly routed: readonly string[];
}

const DEFAULT_WEIGHT = 100;

export function judge({ key, data: registration }: Placed<Registration>, rules: readonly Placed<DubboRule>[]): Verdict {
  const overrides = rules.flatMap(({ data }) => (data.kind === 'overrides' ? data.overrides : []));
  const routes = rules.flatMap(({ data }) => (data.kind === 'routes' ? data.routes : []));
  const { settings, configured } = configure(registration, key, overrides);
  const weight = weightOf(settings.weight);
  const isConditionOf = (route: Route): route is ConditionRoute => route.kind === 'condition';
  const keeping = routes
    .filter(isConditionOf)
    .map((route) => ({ text: route.text, reach: keptFrom(route, registration, key) }))
    .filter(({ reach }) => reach !== 'none');
  const out = [
    ...(registration.level === 'interface' && registration.enabled === 'false' ? ['enabled=false'] : []),
    ...(settings.disabled === 'true' ? ['disabled=true'] : []),
    // Load balancers give it probability 0; only where nobody else is left it is still called.
    ...(weight === 0 ? ['weight=0'] : []),
    ...keeping.filter(({ reach }) => reach === 'all').map(({ text }) => text),
  ];
  const given = routes.flatMap((route) => (route.kind === 'tag' && isTagged(route, registration) ? [route.tag] : []));
  return {
    label: labelOf(registration),
    out,
    weight,
    tags: given.length > 0 ? given : registration.tag === undefined ? [] : [registration.tag],
    configured,
    routed: [
      ...keeping.map(({ text, reach }) => (reach === 'all' ? text : `${text} (some consumers)`)),
      ...given.map((tag) => `tag ${tag}: consumers asking for it`),
    ],
  };
}

export function labelOf(registration: Registration): string {
  return registration.level === 'application' ? 'application level' : formatServiceKey(registration.service);
}

function configure(
  registration: Registration,
  key: string,
  overrides: readonly Override[],
): { readonly settings: Settings; readonly configured: readonly string[] } {
  const settings = new Map(Object.entries(initialSettings(registration)));
  const configured: string[] = [];
  for (const override of overrides.toSorted(inOrder)) {
    const reach = reachOf(override, registration, key);
    for (const [name, value] of Object.entries(override.settings)) {
      if (reach === 'none' || value === undefined) continue;
      if (override.mode === 'absent' && settings.get(name) !== undefined) continue;
      if (reach === 'all') settings.set(name, value);
      const setting = `${name}=${value}`;
      configured.push(reach === 'all' ? setting : `${setting} (some consumers)`);
    }
  }
  return { settings: { disabled: settings.get('disabled'), weight: settings.get('weight') }, configured };
}

function initialSettings(registration: Registration): Settings {
  if (registration.level === 'interface') return { disabled: registration.disabled, weight: registration.weight };
  // At this level dubbo-go takes anything not above 0 for 100; Java writes no weight.
  return { weight: weightOf(registration.weight) > 0 ? registration.weight : undefined };
}

/** Those for all before those for one address, within them by priority; what comes from the configuration wins. */
function inOrder(a: Override, b: Override): number {
  return (
    stageOf(a) - stageOf(b) || Number(a.host !== ANY_HOST) - Number(b.host !== ANY_HOST) || a.priority - b.priority
  );
}

function stageOf({ scope }: Override): number {
  if (scope.root !== undefined) return 0;
  return scope.service ? 2 : 1;
}

/** Clients take what is no whole number for the default, and what is below 0 for 0. */
function weightOf(text: string | undefined): number {
  return text !== undefined && /^[+-]?\d{1,10}$/.test(text) ? Math.max(0, Number(text)) : DEFAULT_WEIGHT;
}
