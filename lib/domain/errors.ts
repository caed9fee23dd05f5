/** Why talking to a registry failed; the adapter that met it decides by this code what to do next. */
export type ErrorCode =
  | 'unreachable'
  | 'timeout'
  | 'no-leader'
  | 'compacted'
  | 'index-reset'
  | 'unauthenticated'
  | 'permission-denied'
  | 'rate-limited'
  | 'unavailable'
  | 'bad-answer'
  | 'refused'
  | 'gone'
  | 'internal';

/** A failure between Rollcall and a registry. `message` may be shown to an operator: it never holds a secret. */
export class RegistryError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RegistryError';
    this.code = code;
  }
}

/** By its name: routes have an instance of this module of their own. */
export function isRegistryError(error: unknown): error is RegistryError {
  return error instanceof Error && error.name === 'RegistryError' && 'code' in error;
}

/** The code and sentence of any thrown value; what is not a {@link RegistryError} is `internal`. */
export function describeError(error: unknown): { code: ErrorCode; detail: string } {
  if (isRegistryError(error)) return { code: error.code, detail: error.message };
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
}
