import type { ErrorCode } from '../../domain/errors';
import type { RegistryEvent } from '../port';

type LinkRegistryEvent = Extract<RegistryEvent, { kind: 'link' }>;

/** These tell an operator what to mend, so they are said even where the link was stale for another cause before. */
const TELLING: readonly ErrorCode[] = ['unauthenticated', 'permission-denied'];

/** Says each state of the link once. */
export class LinkState {
  #said: 'nothing' | 'live' | ErrorCode = 'nothing';

  *live(): Generator<LinkRegistryEvent> {
    if (this.#said === 'live') return;
    this.#said = 'live';
    yield { kind: 'link', link: { state: 'live' } };
  }

  *stale(cause: ErrorCode, detail: string): Generator<LinkRegistryEvent> {
    const wasStale = this.#said !== 'nothing' && this.#said !== 'live';
    if (wasStale && (this.#said === cause || !TELLING.includes(cause))) return;
    this.#said = cause;
    yield { kind: 'link', link: { state: 'stale', cause, detail } };
  }
}
