import type { ServiceAnswer } from './catalog-mirror';
import { mayRead } from './may-read';
import { noteFiltered, type Session } from './session';

/** Takes a complete answer for one service and publishes what is new in it. */
export async function takeAnswer(
  session: Session,
  service: string,
  answer: ServiceAnswer,
  afterGap: boolean,
): Promise<void> {
  const { api, mirror, signal } = session;
  // Servers before 1.11 answer the same for a service that is gone and for one that may not be read.
  const isEmpty = Array.isArray(answer.value) && answer.value.length === 0;
  const filtered = answer.filtered || (isEmpty && !(await mayRead(api, service, signal)));
  if (filtered) noteFiltered(session);
  signal.throwIfAborted();
  const event = mirror.take(service, { ...answer, filtered }, afterGap);
  if (event) session.publish(service, event);
}
