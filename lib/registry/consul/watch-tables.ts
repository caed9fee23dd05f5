import type { Keeper } from './keeper';
import { type Session, serviceKey } from './session';
import {
  changedChecks,
  changedServices,
  readServiceTable,
  readStateTable,
  type ServiceTable,
  type StateTable,
} from './table-diff';
import { paceOf, type Table } from './tables';

/** What only concerns outputs of passing checks can wait. */
const OUTPUTS_MS = 10_000;
const NODES_MS = 500;
/** Never true: the answer is empty, its index that of the table. */
const NONE = 'Node == ""';

/** Names and tags of all services; wakes on any registration, deregistration and update, but does not say whose. */
export function serviceTable(session: Session, keeper: Keeper): Table<ServiceTable> {
  /** A name also goes when the right to read it does, which wakes no query of the service. */
  async function fetchGone(name: string): Promise<void> {
    await keeper.fetch([name]);
    session.notices.take(serviceKey(name));
  }

  return {
    name: 'catalog/services',
    query: { path: '/v1/catalog/services', gzip: true },
    pace: paceOf(session),
    read: readServiceTable,
    empty: new Map(),
    essential: true,
    onChange(before, after) {
      const changed = changedServices(before, after);
      keeper.look(changed);
      for (const name of changed) if (!after.has(name)) fetchGone(name);
      keeper.lookEverywhere();
    },
  };
}

/** Checks in one state. A check of a node concerns every service there. */
export function stateTable(session: Session, keeper: Keeper, state: 'critical' | 'warning'): Table<StateTable> {
  return {
    name: `health/state/${state}`,
    query: { path: `/v1/health/state/${state}`, gzip: true },
    pace: paceOf(session),
    read: readStateTable,
    empty: new Map(),
    essential: false,
    onChange(before, after) {
      for (const { service, node } of changedChecks(before, after)) {
        keeper.look(service ? [service] : session.mirror.servicesOn(node));
      }
    },
  };
}

/** Wakes on any change of a check: passing ones come, go and change their output, which no other table says. */
export function anyCheckTable(keeper: Keeper): Table<null> {
  return signalTable('health/state/any', OUTPUTS_MS, keeper);
}

/** Wakes on any change of a node: its address is that of services without one. */
export function nodeTable(keeper: Keeper): Table<null> {
  return signalTable('catalog/nodes', NODES_MS, keeper);
}

function signalTable(name: string, pauseMs: number, keeper: Keeper): Table<null> {
  return {
    name,
    query: { path: `/v1/${name}`, params: { filter: NONE } },
    pace: () => pauseMs,
    read: () => null,
    empty: null,
    essential: false,
    onChange: () => keeper.lookEverywhere(),
  };
}
