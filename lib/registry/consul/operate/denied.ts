import { RegistryError } from '../../../domain/errors';
import { registryError } from '../blocking-query';

/** What Consul refused for want of rights, with the right that is missing; anything else as it was. */
export function inWords(error: unknown, needs: string): RegistryError {
  const failure = registryError(error);
  const said = `Consul says: ${failure.message}`;
  if (failure.code === 'permission-denied') {
    return new RegistryError(failure.code, `The token needs ${needs}. ${said}`, { cause: error });
  }
  if (failure.code === 'unauthenticated') {
    return new RegistryError(failure.code, `Consul does not know the token. ${said}`, { cause: error });
  }
  return failure;
}
