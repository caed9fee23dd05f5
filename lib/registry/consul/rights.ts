import type { Keeper } from './keeper';
import { mayRead } from './may-read';
import { noteFiltered, type Session, serviceKey } from './session';
import { readServiceTable } from './table-diff';

/** A name nobody would choose: only a token that may read every service may read it. */
const ANY_SERVICE = 'rollcall-asks-for-its-rights';
const EVERY_MS = 60_000;

/**
 * Says whether the token sees everything, now and every minute. Servers before 1.11 do not say that they left something
 * out, so the token is asked for a service nobody named it for, and a service that is listed but empty counts as one that
 * may not be read. Looks again at what is listed but not known, or the other way round: rights change without an index.
 */
export async function watchRights(session: Session, keeper: Keeper): Promise<void> {
  const { clock, signal } = session;
  while (!signal.aborted) {
    await checkRights(session, keeper).catch(() => undefined);
    await clock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
}

async function checkRights(session: Session, keeper: Keeper): Promise<void> {
  const { api, mirror, notices, signal } = session;
  const { listed, filtered } = await readNames(session);
  const isNarrow = filtered || !(await mayRead(api, ANY_SERVICE, signal));
  if (isNarrow) noteFiltered(session);
  keeper.fetch([...mirror.names()].filter((name) => !listed.has(name)));
  const unseen = [...listed].filter((name) => !mirror.has(name));
  await keeper.fetch(unseen);
  if (isNarrow) return;
  if (await areHidden(session, unseen)) noteFiltered(session);
  else notices.take('filtered');
}

/** Whether some of these services, just fetched, are there without showing an instance. */
async function areHidden(session: Session, services: readonly string[]): Promise<boolean> {
  const { mirror, notices } = session;
  // What is denied or refused has a notice of its own.
  const empty = services.filter((name) => !mirror.has(name) && !notices.has(serviceKey(name)));
  if (empty.length === 0) return false;
  const { listed } = await readNames(session);
  return empty.some((name) => listed.has(name));
}

async function readNames({ api, signal }: Session): Promise<{ listed: ReadonlySet<string>; filtered: boolean }> {
  const { value, filtered } = await api.read({ path: '/v1/catalog/services', gzip: true }, signal);
  return { listed: new Set(readServiceTable(value).keys()), filtered };
}
