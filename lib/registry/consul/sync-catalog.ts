import { backoffDelayMs } from '../../domain/backoff';
import { inParallel } from '../in-parallel';
import { indexOf, isDenied, registryError } from './blocking-query';
import { servicePath } from './consul-api';
import { fetchService } from './fetch-service';
import { NEVER_A_TAG } from './never-a-tag';
import type { Session } from './session';

/** Before any service has a blocking query of its own, nearly all connections are free. */
const AT_ONCE = 24;
const TRIES = 3;

/** Fetches every service there is or was, and emits all of it as a list. */
export async function listCatalog(session: Session, names: readonly string[]): Promise<void> {
  const { mirror } = session;
  const quiet: Session = { ...session, publish: () => undefined };
  const all = [...new Set([...names, ...mirror.names()])];
  await inParallel(all, AT_ONCE, (name) => persist(session, () => fetchService(quiet, name, false)));
  session.emit(mirror.list());
}

/** After an outage: fetches the services whose index differs from what is known, and emits them as seen after a gap. */
export async function catchUp(session: Session, names: readonly string[]): Promise<void> {
  const { api, mirror, signal } = session;
  const all = [...new Set([...names, ...mirror.names()])];
  const catchUpOne = async (name: string) => {
    const question = { path: servicePath(name), params: { tag: NEVER_A_TAG }, isProbe: true };
    const probe = await api.read(question, signal).catch(fetchInstead);
    if (probe === null || indexOf(probe) !== mirror.indexOf(name)) await fetchService(session, name, true);
  };
  await inParallel(all, AT_ONCE, (name) => persist(session, () => catchUpOne(name)));
}

/** What is denied or refused is told by the fetch. */
function fetchInstead(error: unknown): null {
  const failure = registryError(error);
  if (isDenied(failure) || failure.code === 'refused') return null;
  throw failure;
}

/** One failure among thousands of answers is no reason to begin again. */
async function persist({ clock, random, signal }: Session, attempt: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === TRIES || signal.aborted) throw error;
      await clock.sleep(backoffDelayMs(tries, random), signal);
    }
  }
}
