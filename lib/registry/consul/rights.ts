import type { Keeper } from './keeper';
import { mayRead } from './may-read';
import { noteFiltered, type Session } from './session';
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
  const answer = await api.read({ path: '/v1/catalog/services', gzip: true }, signal);
  const listed = readServiceTable(answer.value);
  const unseen = [...listed.keys()].filter((name) => !mirror.has(name));
  keeper.fetch([...unseen, ...[...mirror.names()].filter((name) => !listed.has(name))]);
  const seesAll = !answer.filtered && unseen.length === 0 && (await mayRead(api, ANY_SERVICE, signal));
  if (seesAll) notices.take('filtered');
  else noteFiltered(session);
}
