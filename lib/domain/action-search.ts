import type { Action } from './action';

/** What a search for actions looks in: its id, who, why, and service, address and instance of each target. */
interface Searched extends Pick<Action, 'id' | 'actor' | 'reason'> {
  readonly steps: readonly Pick<Action['steps'][number], 'service' | 'address' | 'instance'>[];
}

/** All that is searched of an action, lower case, each text once. */
export function actionText({ id, actor, reason, steps }: Searched): string {
  const texts = new Set([id, actor, reason]);
  for (const { service, address, instance } of steps) texts.add(service).add(address).add(instance);
  return [...texts].join('\n').toLowerCase();
}
