import type { Change } from '../domain/change';
import { serviceKey } from './service-key';

/** The newest output by {@link outputKey}, from changes newest first. */
export function latestOutputs(changes: readonly Change[]): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  for (const { registry, service, to, output } of changes) {
    if (service === null || to === undefined || output === undefined) continue;
    const key = outputKey(registry, service, to);
    if (!outputs.has(key)) outputs.set(key, output);
  }
  return outputs;
}

/** What an output is known by. */
export function outputKey(registry: string, service: string, health: string): string {
  return `${health} ${serviceKey(registry, service)}`;
}
