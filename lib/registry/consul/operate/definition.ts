import { z } from 'zod';
import { RegistryError } from '../../../domain/errors';
import { sameValue } from '../../../domain/same-value';
import type { Asking, Owner } from './agents';

/**
 * What `/v1/agent/service/register` takes of a service, in its own words. Checks are left out: an agent keeps those it
 * has, and does not tell how a script or TTL check was defined.
 */
export type Definition = Readonly<Record<string, unknown>> & {
  readonly ID: string;
  readonly Name: string;
  readonly because?: never;
};

/** Fields of a service as an agent tells them that its registration takes under the same name. */
const SENT_BACK = [
  'ID',
  'Kind',
  'Tags',
  'Meta',
  'Port',
  'Ports',
  'Address',
  'SocketPath',
  'TaggedAddresses',
  'Weights',
  'EnableTagOverride',
  'Connect',
  'Locality',
  'Namespace',
  'Partition',
] as const;
/** Fields that follow from the others, or say where it was read. */
const TOLD_ONLY: readonly string[] = ['Service', 'ContentHash', 'Datacenter', 'CreateIndex', 'ModifyIndex', 'PeerName'];

const agentServiceSchema = z.looseObject({ ID: z.string(), Service: z.string(), Kind: z.string().optional() });

/** The complete definition of a service an agent told of, or why it cannot be sent back as it is. */
export function definitionOf(value: unknown): Definition | { readonly because: string } {
  const { data } = agentServiceSchema.safeParse(value);
  if (!data) throw new RegistryError('bad-answer', 'what the agent holds of the service cannot be read');
  // Whether it is a sidecar registered with its service is not told, nor what of its proxy comes from central defaults.
  if (data.Kind) return { because: `it is a ${data.Kind}, of which an agent does not tell everything` };
  const sent: readonly string[] = SENT_BACK;
  const unknown = Object.keys(data).find(
    (field) => !sent.includes(field) && !TOLD_ONLY.includes(field) && !isEmpty(data[field]),
  );
  if (unknown !== undefined) return { because: `it has the field ${unknown}, which Rollcall cannot send back` };
  const told = Object.entries(data).filter(([field, content]) => sent.includes(field) && !isEmpty(content));
  return { ...Object.fromEntries(told), ID: data.ID, Name: data.Service };
}

/** What an agent holds of a service now; null where it has none of that id. @throws RegistryError */
export async function agentService(owner: Owner, id: string, { credential, signal }: Asking): Promise<unknown> {
  const query = { path: `/v1/agent/service/${encodeURIComponent(id)}`, token: credential?.token };
  try {
    return (await owner.api.read(query, signal)).value;
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'gone') return null;
    throw error;
  }
}

/** Whether a service is as a definition says; what an agent adds by itself (tagged addresses) may be there too. */
export function isAsDefined(current: Definition, definition: Definition): boolean {
  return Object.entries(definition).every(([field, content]) => sameValue(current[field], content));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
