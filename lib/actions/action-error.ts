export type ActionErrorCode =
  | 'malformed'
  | 'forbidden'
  | 'unknown-registry'
  | 'unknown-instance'
  | 'unknown-action'
  | 'conflict'
  | 'refused'
  | 'confirmation-required';

/** Why nothing was done, in words for who asked. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly code: ActionErrorCode;

  constructor(code: ActionErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** By its name: routes have an instance of this module of their own. */
export function isActionError(error: unknown): error is ActionError {
  return error instanceof Error && error.name === 'ActionError' && 'code' in error;
}
