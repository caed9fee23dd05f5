/** `?try=<key>&as=<registry>` fills in the key, and whose rules read it. */
export const TRY_PARAM = 'try';
export const TRY_AS_PARAM = 'as';

/** Where a key may be tried by the rules of a registry. The key alone: a value may hold secrets. */
export function trialPath(registry: string, key: string): string {
  return `/registries/formats?${new URLSearchParams({ [TRY_PARAM]: key.toWellFormed(), [TRY_AS_PARAM]: registry })}`;
}
