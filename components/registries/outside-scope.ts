import type { RegistryServer } from '@/lib/domain/registry-summary';

const NAME = 'outside these prefixes';

/** Whether a scope is no prefix but all that lies outside those read. */
export function isOutside({ name }: RegistryServer['scopes'][number]): boolean {
  return name === NAME;
}

/** "19 keys, such as …" that lie outside the prefixes read; null where there are none or nobody knows. */
export function outsideKeys(server: RegistryServer | undefined): string | null {
  const detail = server?.scopes.find(isOutside)?.detail;
  return detail !== undefined && /^[1-9]/.test(detail) ? detail : null;
}
