/** The database could not do what was asked: its disk is full, it cannot be reached, a statement broke a rule. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** Also for one thrown by another copy of this module: pages and routes have their own. */
export function isStorageError(error: unknown): error is StorageError {
  return error instanceof Error && error.name === 'StorageError';
}
