import type { PlannedWrite } from '../../../domain/action-preview';
import type { ConsulWriter, WriteQuery } from '../consul-api';
import { maintenanceCheckId } from './maintenance';
import type { ConsulOrder } from './order';

/** What is sent for an order: to the agent that owns the instance, or to the configured one for the catalog. */
export function requestOf(order: ConsulOrder): WriteQuery {
  switch (order.do) {
    case 'maintain': {
      const params = order.reason === null ? { enable: 'false' } : { enable: 'true', reason: order.reason };
      if (order.what === 'node') return { path: '/v1/agent/maintenance', params };
      return { path: `/v1/agent/service/maintenance/${encodeURIComponent(order.serviceId)}`, params };
    }
    case 'deregister':
      return { path: `/v1/agent/service/deregister/${encodeURIComponent(order.serviceId)}` };
    case 'define':
      return { path: '/v1/agent/service/register', body: order.to };
    case 'drop-from-catalog':
      return { path: '/v1/catalog/deregister', body: order.body };
    case 'put-into-catalog':
      return { path: '/v1/catalog/register', body: order.body };
  }
}

/**
 * What is sent to the catalog after it. An agent syncs the end of maintenance with the token it began with; where that
 * token is deleted, it never does (seen with 1.8.7), and only a deletion by another one makes the catalog follow.
 */
export function afterwardsOf(order: ConsulOrder): WriteQuery | null {
  if (order.do !== 'maintain' || order.reason !== null) return null;
  const { node: Node, datacenter: Datacenter } = order;
  const CheckID = maintenanceCheckId(order.serviceId, order.what);
  return { path: '/v1/catalog/deregister', body: { Datacenter, Node, CheckID } };
}

/**
 * Whether an id can stand in the path of a request. What lies on the way, and Consul itself, may take `a/../b` for `b`,
 * encoded or not.
 */
export function fitsInPath(serviceId: string): boolean {
  return serviceId.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** The same as an operator may read it. */
export function plannedWrite(api: ConsulWriter, order: ConsulOrder, write = requestOf(order)): PlannedWrite {
  const { body, ...query } = write;
  const what = `PUT ${api.urlOf(query)}`;
  if (order.do === 'define') return { what, before: order.from && text(order.from), after: text(order.to) };
  return body ? { what, after: text(body) } : { what };
}

function text(value: object): string {
  return JSON.stringify(value, null, 2);
}
