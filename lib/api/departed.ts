import type { DepartedInstance } from '../domain/history';
import { hasVersions, readDeparted } from '../history/past-departed';
import { runtime } from '../running';
import { knownUpstream } from './catalogs';
import { Problem } from './problem';

const HOUR_MS = 3_600_000;

/**
 * The instances that left a service lately and are not there now, newest first, at most 200; also of a service that has
 * gone altogether. @throws Problem `unknown-registry`, and `unknown-service` for one that was never seen
 */
export async function listDeparted(registry: string, service: string): Promise<DepartedInstance[]> {
  const { catalog } = knownUpstream(registry);
  const { config, past } = runtime();
  const sinceMs = past.nowMs - config.history.departedHours * HOUR_MS;
  const departed = await readDeparted(past.storage, { registry, service }, sinceMs);
  if (departed.length === 0 && !catalog.services.has(service)) await expectVersions({ registry, service });
  // Who is back may not be committed yet.
  return departed.filter(({ instance }) => !catalog.instances.has(instance.id));
}

/** @throws Problem `unknown-service` or `unknown-instance` where nothing is known of it */
export async function expectVersions(of: {
  readonly registry: string;
  readonly service?: string;
  readonly instance?: string;
}): Promise<void> {
  if (await hasVersions(runtime().past.storage, of)) return;
  throw of.instance === undefined
    ? new Problem('unknown-service', `Registry "${of.registry}" never had a service of this name, as far as is known.`)
    : new Problem(
        'unknown-instance',
        `Registry "${of.registry}" never had an instance of this id, as far as is known.`,
      );
}
