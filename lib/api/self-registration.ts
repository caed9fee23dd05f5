import type { z } from 'zod';
import type { Caller } from '../access/caller';
import { refuseToAct } from '../domain/identity';
import type { MemoryRegistry } from '../registry/memory/memory-registry';
import { runtime } from '../running';
import { knownUpstream } from './catalogs';
import { Problem } from './problem';
import type { registrationSchema } from './schemas';

const INSTANCE_ID = /^[A-Za-z0-9._~-]{1,128}$/;

/** Which instance of which registry a request is about, and who asks. */
export interface SelfRef {
  readonly registry: string;
  readonly id: string;
  readonly caller: Caller;
}

/** Registers a program with the embedded registry, or replaces what it registered before. @throws Problem */
export function registerSelf(
  self: SelfRef,
  registration: z.output<typeof registrationSchema>,
): 'registered' | 'updated' {
  if (!INSTANCE_ID.test(self.id)) {
    throw new Problem('malformed', 'id: expected 1 to 128 letters, digits, ".", "_", "~" or "-"');
  }
  return embedded(self, registration.service).register(self.id, registration);
}

/** @throws Problem `unknown-instance`: it was never registered, or missed so many heartbeats that it was removed */
export function heartbeat(self: SelfRef): void {
  if (!embedded(self).heartbeat(self.id)) throw notRegistered(self);
}

/** @throws Problem */
export function deregisterSelf(self: SelfRef): void {
  if (!embedded(self).deregister(self.id)) throw notRegistered(self);
}

/** The embedded registry, for who may act on the service that the instance is of, and on the one it is to be of. */
function embedded({ registry, id, caller }: SelfRef, wanted?: string): MemoryRegistry {
  const { catalog } = knownUpstream(registry);
  const { memory } = runtime();
  if (memory?.id !== registry) {
    const instead = memory
      ? `; that is "${memory.id}"`
      : ', and none is configured: ROLLCALL_DEMO=on or kind: memory adds it';
    throw new Problem(
      'conflict',
      `"${registry}" is not the embedded registry, with which programs register${instead}.`,
    );
  }
  for (const service of [catalog.instances.get(id)?.service, wanted]) {
    const refusal = service === undefined ? null : refuseToAct(caller.identity, { registry, service });
    if (refusal) throw new Problem('forbidden', refusal);
  }
  return memory;
}

function notRegistered({ registry, id }: SelfRef): Problem {
  return new Problem('unknown-instance', `Registry "${registry}" has no instance "${id}"; register it again.`);
}
