import { registryError } from './blocking-query';
import { noteFiltered, type Session } from './session';

/** A name nobody would choose: only a token that may read every service may read it. */
const ANY_SERVICE = 'rollcall-asks-for-its-rights';

/**
 * Servers before 1.11 do not say that they left something out. So the token is asked for a service it is not named
 * for, and services that are listed but empty are taken as such that may not be read.
 */
export async function findBlindSpots(session: Session, names: Iterable<string>): Promise<void> {
  const { api, mirror, signal } = session;
  if ([...names].some((name) => !mirror.has(name))) noteFiltered(session);
  try {
    await api.read({ path: `/v1/agent/health/service/name/${ANY_SERVICE}` }, signal);
  } catch (error) {
    if (registryError(error).code === 'permission-denied') noteFiltered(session);
  }
}
