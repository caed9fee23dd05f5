import type { Instance } from '../domain/instance';
import { sameValue } from '../domain/same-value';
import type { CheckOrder, CheckPlan } from './active-checks';
import type { CheckMetadata, CheckRule } from './check-rule';

const LONGEST_PATH = 1_024;
const LONGEST_INTERVAL_SECONDS = 86_400;

/**
 * How an instance is checked, by its rule and by what it may say in its metadata: never the host, and what is not as
 * expected is as if it were not there. Null where it wants no check.
 * @param known the plan it is checked by now, given back where it stays the same
 */
export function instanceCheck(rule: CheckRule, instance: Instance, known?: CheckPlan): CheckOrder | null {
  const said = (name: CheckMetadata) => {
    const key = `rollcall-check-${name}`;
    const isAllowed = rule.allowMetadata.includes(name) && Object.hasOwn(instance.metadata, key);
    return isAllowed ? instance.metadata[key] : undefined;
  };
  if (said('disabled') === 'true') return null;
  const destination = { host: instance.address, port: portOf(said('port')) ?? rule.port ?? instance.port };
  const plan = planOf(rule.plan, pathOf(said('path')), intervalOf(said('interval'), rule.plan.timeoutMs));
  return { destination, plan: known && sameValue(known, plan) ? known : plan };
}

function planOf(plan: CheckPlan, path: string | undefined, intervalMs: number | undefined): CheckPlan {
  const { probe } = plan;
  const other = path !== undefined && probe.kind === 'http' ? { ...probe, path } : probe;
  if (other === probe && intervalMs === undefined) return plan;
  return { ...plan, probe: other, intervalMs: intervalMs ?? plan.intervalMs };
}

function portOf(text: string | undefined): number | undefined {
  const port = wholeNumber(text);
  return port !== undefined && port >= 1 && port <= 65_535 ? port : undefined;
}

function pathOf(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= LONGEST_PATH && /^\/[!-~]*$/.test(text) ? text : undefined;
}

/** In seconds, at least 1 and no shorter than a probe may take. */
function intervalOf(text: string | undefined, timeoutMs: number): number | undefined {
  const seconds = wholeNumber(text);
  if (seconds === undefined || seconds < 1 || seconds > LONGEST_INTERVAL_SECONDS) return undefined;
  return Math.max(seconds * 1_000, timeoutMs);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
