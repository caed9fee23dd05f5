import { readFile } from 'node:fs/promises';
import type { Clock } from '../../domain/clock';
import { RegistryError } from '../../domain/errors';
import type { ConsulOptions } from './consul-options';

const REREAD_MS = 5_000;

/** The token to send now, undefined for none. @throws RegistryError `unauthenticated` when its file cannot be read */
export function tokenSource(options: ConsulOptions, clock: Clock): () => Promise<string | undefined> {
  const { token, tokenFile } = options;
  if (tokenFile === undefined) return async () => token;
  let known: { readonly token: Promise<string>; readonly readAt: number } | undefined;
  return async () => {
    if (!known || clock.now() - known.readAt > REREAD_MS) known = { token: readToken(tokenFile), readAt: clock.now() };
    return known.token;
  };
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new RegistryError('unauthenticated', `the token file ${file} cannot be read`, { cause: error });
  }
}
