import { indexOf, isDenied, registryError } from './blocking-query';
import { servicePath } from './consul-api';
import { deniedNotice, refusedNotice, type Session, serviceKey } from './session';
import { takeAnswer } from './take-answer';

/**
 * Fetches one service and emits what is new of it. Denied or refused is a notice, and what was known of the service stays.
 * @throws RegistryError for any other failure
 */
export async function fetchService(session: Session, service: string, afterGap: boolean): Promise<void> {
  const { api, clock, mirror, notices, signal } = session;
  const heardAtMs = clock.now();
  const ticket = mirror.ticket();
  try {
    const answer = await api.read({ path: servicePath(service) }, signal);
    notices.take(serviceKey(service));
    await takeAnswer(session, service, { ...answer, index: indexOf(answer), ticket, heardAtMs }, afterGap);
  } catch (error) {
    const failure = registryError(error);
    if (isDenied(failure)) notices.put(serviceKey(service), deniedNotice(service, failure));
    // A name that Consul has registered but will not be asked for: with a line break in it, for one.
    else if (failure.code === 'refused') notices.put(serviceKey(service), refusedNotice(service, failure));
    else throw failure;
  }
}
