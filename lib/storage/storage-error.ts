/** The database could not do what was asked: its disk is full, it cannot be reached, a statement broke a rule. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
