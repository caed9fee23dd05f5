import { indexOf, isDenied, registryError } from './blocking-query';
import { servicePath } from './consul-api';
import { deniedNotice, type Session } from './session';
import { takeAnswer } from './take-answer';

/**
 * Fetches one service and emits what is new of it. Denied is a notice, and what was known of the service stays.
 * @throws RegistryError for any other failure
 */
export async function fetchService(session: Session, service: string, afterGap: boolean): Promise<void> {
  const { api, mirror, notices, signal } = session;
  const ticket = mirror.ticket();
  try {
    const answer = await api.read({ path: servicePath(service) }, signal);
    notices.take(`service ${service}`);
    await takeAnswer(session, service, { ...answer, index: indexOf(answer), ticket }, afterGap);
  } catch (error) {
    const failure = registryError(error);
    if (!isDenied(failure)) throw failure;
    notices.put(`service ${service}`, deniedNotice(service, failure));
  }
}
