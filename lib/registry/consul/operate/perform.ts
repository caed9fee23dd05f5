import { RegistryError } from '../../../domain/errors';
import { sameValue } from '../../../domain/same-value';
import type { Performed } from '../../operations';
import type { ConsulWriter, WriteQuery } from '../consul-api';
import { revisionOf } from '../decode-entry';
import type { Agents, Asking, Owner } from './agents';
import { agentService, type Definition, definitionOf, isAsDefined } from './definition';
import { inWords } from './denied';
import { type FoundEntry, findEntry } from './find-entry';
import { maintenanceReason } from './maintenance';
import type { ConsulOrder, OrderOf } from './order';
import { afterwardsOf, requestOf } from './request-of';

export interface Hands {
  /** Of the configured address: it reads and writes the catalog. */
  readonly api: ConsulWriter;
  readonly agents: Agents;
}

const DONE: Performed = { kind: 'done' };

/** Does an order unless somebody changed what it is about since; what is so already is done. @throws RegistryError */
export async function performOrder(hands: Hands, order: ConsulOrder, asking: Asking): Promise<Performed> {
  switch (order.do) {
    case 'maintain':
      return maintain(hands, order, asking);
    case 'deregister':
      return deregister(hands, order, asking);
    case 'define':
      return define(hands, order, asking);
    case 'drop-from-catalog':
      return dropFromCatalog(hands, order, asking);
    case 'put-into-catalog':
      return putIntoCatalog(hands, order, asking);
  }
}

async function maintain(hands: Hands, order: OrderOf<'maintain'>, asking: Asking): Promise<Performed> {
  const found = await findEntry(hands.api, order, asking);
  if (!found) return conflict('it is no longer registered');
  const now = maintenanceReason(found.entry, order.what);
  if ((now === null) === (order.reason === null)) return DONE;
  if (isChanged(found, order)) return conflict('it changed meanwhile');
  if (order.from !== undefined && order.from !== now) return conflict('somebody else put it in maintenance since');
  const owner = await ownerOf(hands, order, asking);
  const isThere = await send(owner.api, order, asking);
  if (!isThere) return conflict(`the agent on ${order.node} does not have it`);
  const afterwards = afterwardsOf(order);
  if (afterwards) await send(hands.api, order, { ...asking, write: afterwards });
  return DONE;
}

async function deregister(hands: Hands, order: OrderOf<'deregister'>, asking: Asking): Promise<Performed> {
  const found = await findEntry(hands.api, order, asking);
  if (!found) return DONE;
  if (isChanged(found, order)) return conflict('it changed meanwhile');
  const owner = await ownerOf(hands, order, asking);
  const current = order.from && (await currentOf(owner, order, asking));
  if (order.from && current && !isAsDefined(current, order.from)) return conflict('it changed meanwhile');
  await send(owner.api, order, asking);
  return DONE;
}

async function define(hands: Hands, order: OrderOf<'define'>, asking: Asking): Promise<Performed> {
  const owner = await ownerOf(hands, order, asking);
  const current = await currentOf(owner, order, asking);
  if (current && isAsDefined(current, order.to)) return DONE;
  const isUnchanged = sameValue(current, order.from);
  if (!isUnchanged) return conflict('it changed meanwhile');
  await send(owner.api, order, asking);
  return DONE;
}

async function dropFromCatalog(hands: Hands, order: OrderOf<'drop-from-catalog'>, asking: Asking): Promise<Performed> {
  const found = await findEntry(hands.api, order, asking);
  if (!found) return DONE;
  if (isChanged(found, order)) return conflict('it changed meanwhile');
  await send(hands.api, order, asking);
  return DONE;
}

async function putIntoCatalog(hands: Hands, order: OrderOf<'put-into-catalog'>, asking: Asking): Promise<Performed> {
  // Whoever put it back first knew better.
  if (await findEntry(hands.api, order, asking)) return DONE;
  await send(hands.api, order, asking);
  return DONE;
}

/** False where Consul does not know the service. */
async function send(
  api: ConsulWriter,
  order: ConsulOrder,
  { credential, signal, write = requestOf(order) }: Asking & { readonly write?: WriteQuery },
): Promise<boolean> {
  try {
    await api.write({ ...write, token: credential?.token }, signal);
    return true;
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'gone') return false;
    signal.throwIfAborted();
    throw inWords(error, rightFor(order));
  }
}

function rightFor(order: ConsulOrder): string {
  const [service, node] = [`service:write on "${order.service}"`, `node:write on "${order.node}"`];
  if (order.do === 'maintain' && order.what === 'node') return node;
  return order.do === 'drop-from-catalog' ? `${service} or ${node}` : service;
}

async function ownerOf({ agents }: Hands, order: ConsulOrder, asking: Asking): Promise<Owner> {
  const owner = await agents.find(order, asking);
  if ('api' in owner) return owner;
  throw new RegistryError('unreachable', `The agent on ${order.node} is not reached: ${owner.because}.`);
}

/** What the agent holds now; null where nothing is. @throws RegistryError where it holds what Rollcall does not know */
async function currentOf(owner: Owner, { serviceId }: ConsulOrder, asking: Asking): Promise<Definition | null> {
  const held = await agentService(owner, serviceId, asking);
  if (held === null) return null;
  const current = definitionOf(held);
  if ('because' in current) throw new RegistryError('refused', `It cannot be written: ${current.because}.`);
  return current;
}

function isChanged({ entry }: FoundEntry, { revision }: { readonly revision?: string | undefined }): boolean {
  return revision !== undefined && revision !== revisionOf(entry);
}

function conflict(detail: string): Performed {
  return { kind: 'conflict', detail };
}
