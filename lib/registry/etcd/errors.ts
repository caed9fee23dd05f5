import { status } from '@grpc/grpc-js';
import { type ErrorCode, RegistryError } from '../../domain/errors';

/** What etcd says, and what it means here. The first that is found in the message wins. */
const BY_MESSAGE: readonly (readonly [phrase: string, code: ErrorCode])[] = [
  ['required revision has been compacted', 'compacted'],
  ['required revision is a future revision', 'unavailable'],
  ['permission denied', 'permission-denied'],
  ['invalid auth token', 'unauthenticated'],
  ['revision of auth store is old', 'unauthenticated'],
  ['user name is empty', 'unauthenticated'],
  ['authentication failed', 'unauthenticated'],
  ['authentication is not enabled', 'unauthenticated'],
  ['no leader', 'no-leader'],
  ['not leader', 'no-leader'],
  ['leader changed', 'no-leader'],
  ['too many requests', 'rate-limited'],
  ['too_many_pings', 'rate-limited'],
  ['request timed out', 'timeout'],
];

const BY_STATUS: Partial<Record<status, ErrorCode>> = {
  [status.UNAVAILABLE]: 'unreachable',
  [status.DEADLINE_EXCEEDED]: 'timeout',
  [status.UNAUTHENTICATED]: 'unauthenticated',
  [status.PERMISSION_DENIED]: 'permission-denied',
  [status.RESOURCE_EXHAUSTED]: 'rate-limited',
  [status.ABORTED]: 'unavailable',
  [status.CANCELLED]: 'unavailable',
  [status.UNIMPLEMENTED]: 'bad-answer',
  [status.UNKNOWN]: 'unavailable',
  [status.INTERNAL]: 'unreachable',
};

/** Whatever a call or a stream failed with, as a {@link RegistryError}; `where` is the member asked. */
export function toRegistryError(error: unknown, where?: string): RegistryError {
  if (error instanceof RegistryError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const at = where ? `${where}: ` : '';
  return new RegistryError(codeOf(text, error), `${at}${sentenceOf(text)}`, { cause: error });
}

/** A watcher that etcd cancelled, by the reason it gave. */
export function cancelError(reason: string): RegistryError {
  return toRegistryError(new Error(reason || 'the watch was cancelled without a reason'));
}

function codeOf(text: string, error: unknown): ErrorCode {
  const known = BY_MESSAGE.find(([phrase]) => text.includes(phrase));
  if (known) return known[1];
  if (!(error instanceof Error) || !('code' in error)) return 'unavailable';
  return BY_STATUS[error.code as status] ?? 'unavailable';
}

function sentenceOf(text: string): string {
  return (
    text
      .replace(/^(\d+ )?([A-Z_]+: )?(rpc error: code = \w+ desc = )?/, '')
      // grpc-js names what it does not know, too.
      .replace(/ Last error: null\.?/, '')
      .replace(/ Resolution note: *$/, '')
      // The sentence goes on where it is shown.
      .replace(/\.+$/, '')
      .slice(0, 300)
  );
}
