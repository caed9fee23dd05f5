import { hash } from 'node:crypto';

/**
 * A URL-safe id of 22 characters for what a registry calls by a long or awkward name. The same parts always give the
 * same id, whatever characters they hold.
 */
export function instanceId(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\0'), 'base64url').slice(0, 22);
}
