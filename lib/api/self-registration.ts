import type { z } from 'zod';
import type { MemoryRegistry } from '../registry/memory/memory-registry';
import { runtime } from '../running';
import { Problem } from './problem';
import { knownUpstream } from './reads';
import type { registrationSchema } from './schemas';

const INSTANCE_ID = /^[A-Za-z0-9._~-]{1,128}$/;

/** Registers a program with the embedded registry, or replaces what it registered before. @throws Problem */
export function registerSelf(
  registry: string,
  id: string,
  registration: z.output<typeof registrationSchema>,
): 'registered' | 'updated' {
  if (!INSTANCE_ID.test(id)) {
    throw new Problem('malformed', 'id: expected 1 to 128 letters, digits, ".", "_", "~" or "-"');
  }
  return embedded(registry).register(id, registration);
}

/** @throws Problem `unknown-instance`: it was never registered, or missed so many heartbeats that it was removed */
export function heartbeat(registry: string, id: string): void {
  if (!embedded(registry).heartbeat(id)) throw notRegistered(registry, id);
}

/** @throws Problem */
export function deregisterSelf(registry: string, id: string): void {
  if (!embedded(registry).deregister(id)) throw notRegistered(registry, id);
}

function embedded(registry: string): MemoryRegistry {
  knownUpstream(registry);
  const { memory } = runtime();
  if (memory?.id === registry) return memory;
  const instead = memory
    ? `; that is "${memory.id}"`
    : ', and none is configured: ROLLCALL_DEMO=on or kind: memory adds it';
  throw new Problem('conflict', `"${registry}" is not the embedded registry, with which programs register${instead}.`);
}

function notRegistered(registry: string, id: string): Problem {
  return new Problem('unknown-instance', `Registry "${registry}" has no instance "${id}"; register it again.`);
}
