import type { Focus } from './focus';
import { createKeeper } from './keeper';
import { readLineage } from './lineage';
import { watchLiveness } from './liveness';
import { watchRights } from './rights';
import type { Session } from './session';
import { catchUp, listCatalog } from './sync-catalog';
import { followTable, readBaseline, type Table } from './tables';
import { anyCheckTable, nodeTable, serviceTable, stateTable } from './watch-tables';

/** What one session leaves for the next. */
export interface Memory {
  /** Null before the first list: there is nothing to catch up with. */
  state: { readonly lineage: ReadonlySet<string>; readonly index: bigint } | null;
}

/**
 * One connected stretch: lists, or catches up with what happened while nobody watched, and then emits what happens.
 * Returns when the session's signal aborts. @throws RegistryError when the connection is lost
 */
export async function runSession(session: Session, focus: Focus, memory: Memory): Promise<void> {
  const { api, mirror, notices, signal } = session;
  const keeper = createKeeper(session, focus);
  // First the tables, then the services: what happens in between, the tables will say.
  const [services, ...follow] = await Promise.all([
    begin(session, remembering(memory, serviceTable(session, keeper))),
    begin(session, stateTable(session, keeper, 'critical')),
    begin(session, stateTable(session, keeper, 'warning')),
    begin(session, anyCheckTable(keeper)),
    begin(session, nodeTable(keeper)),
  ]);
  const lineage = await readLineage(api, signal);
  const names = [...services.baseline.value.keys()];
  if (isSameState(memory, lineage, services.baseline.index)) await catchUp(session, names);
  else {
    // Until the list is out, what the mirror has taken of it is known to nobody else.
    memory.state = null;
    mirror.forgetIndexes();
    await listCatalog(session, names);
  }
  memory.state = { lineage, index: services.baseline.index };
  session.emit({ kind: 'notices', notices: notices.all() });
  session.emit({ kind: 'link', link: { state: 'live' } });

  focus.listen(keeper.retarget);
  try {
    keeper.retarget();
    keeper.lookEverywhere();
    const followed = [services, ...follow].map((table) => table.follow());
    await Promise.all([...followed, watchLiveness(api, session.alarm, signal), watchRights(session, keeper)]);
  } finally {
    focus.listen(null);
  }
}

/** Keeps the remembered index that of the table. */
function remembering<T>(memory: Memory, table: Table<T>): Table<T> {
  return {
    ...table,
    onChange(before, after, index) {
      if (memory.state) memory.state = { ...memory.state, index };
      table.onChange(before, after, index);
    },
  };
}

/** Reads a table; `follow` goes on from there. */
async function begin<T>(session: Session, table: Table<T>) {
  const baseline = await readBaseline(session, table);
  return { baseline, follow: () => followTable(session, table, baseline) };
}

/** The servers are those known before and their index did not fall: indexes from before still say something. */
function isSameState({ state }: Memory, lineage: ReadonlySet<string>, index: bigint): boolean {
  if (!state || index < state.index) return false;
  return [...lineage].some((mark) => state.lineage.has(mark));
}
