import type { z } from 'zod';
import type { Caller } from '../access/caller';
import type { NewAuditRecord } from '../domain/audit';
import { refuseToAct } from '../domain/identity';
import type { MuteScope, NotificationMute, NotificationTest } from '../domain/notification';
import { runtime } from '../running';
import type { newMuteSchema } from './notification-schemas';
import { Problem } from './problem';

/** Sends a test message to a target. @throws Problem */
export async function testTarget(id: string, caller: Caller): Promise<NotificationTest> {
  const test = await runtime().notifications.test(id);
  if (!test) throw new Problem('unknown-target', `There is no target "${id}".`);
  const outcome = test.delivered ? 'done' : 'failed';
  await record(caller, { kind: 'notification-tested', outcome, detail: `${id}: ${test.detail}` });
  return test;
}

/** Tells nobody of something for a time. @throws Problem */
export async function mute(wanted: z.output<typeof newMuteSchema>, caller: Caller): Promise<NotificationMute> {
  const { rule = null, registry = null, service = null, reason, seconds } = wanted;
  const { notifications, feed } = runtime();
  if (rule !== null && !notifications.hasRule(rule)) throw new Problem('malformed', `rule: there is no rule "${rule}"`);
  if (registry !== null && !feed.upstream(registry)) {
    throw new Problem('malformed', `registry: there is no registry "${registry}"`);
  }
  passScope({ registry, service }, caller);
  const by = caller.identity?.name ?? 'anonymous';
  const made = await notifications.mute({ rule, registry, service, reason, by }, seconds);
  await record(caller, { kind: 'notification-muted', outcome: 'done', reason, ...placeOf(made), after: made.until });
  return made;
}

/** @throws Problem */
export async function unmute(id: string, caller: Caller): Promise<void> {
  const { notifications } = runtime();
  const found = (await notifications.mutes()).find((candidate) => candidate.id === id);
  if (!found) throw new Problem('unknown-mute', 'There is no such mute, or it is over.');
  passScope(found, caller);
  await notifications.unmute(id);
  await record(caller, { kind: 'notification-unmuted', outcome: 'done', ...placeOf(found), before: found.until });
}

/** Whoever may act on some services only may not silence others: a pattern is within a scope that holds its text. */
function passScope({ registry, service }: Pick<MuteScope, 'registry' | 'service'>, { identity }: Caller): void {
  if (!identity?.scope) return;
  if (refuseToAct(identity, { registry: registry ?? '', service: service ?? '*' }) === null) return;
  throw new Problem('forbidden', 'You may mute only services within your scope: name the registry and the service.');
}

function placeOf({ rule, registry, service }: MuteScope): Partial<NewAuditRecord> {
  return {
    ...(rule !== null && { detail: `rule ${rule}` }),
    ...(registry !== null && { registry }),
    ...(service !== null && { service }),
  };
}

type Deed = Pick<NewAuditRecord, 'kind' | 'outcome'> & Partial<NewAuditRecord>;

function record({ identity, source }: Caller, deed: Deed): Promise<void> {
  return runtime().audit.record({ ...deed, actor: identity?.name ?? 'anonymous', source });
}
