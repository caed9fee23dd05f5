import { RegistryError } from '../../domain/errors';
import type { HttpAnswer } from './consul-http';
import { parseIndex } from './query-index';

/** A good answer of the HTTP API, parsed but not yet decoded. */
export interface Answer {
  readonly value: unknown;
  /** Null where the endpoint gives none. */
  readonly index: bigint | null;
  readonly bytes: number;
  /** The token may not see all of it (Consul 1.11 and later say so). */
  readonly filtered: boolean;
}

const SHOWN_CHARACTERS = 200;

/** @throws RegistryError for everything but a 200 of a datacenter that has a leader */
export function readAnswer({ status, headers, body }: HttpAnswer): Answer {
  if (status !== 200) throw failureOf(status, body.toString('utf8', 0, SHOWN_CHARACTERS).trim());
  if (headers['x-consul-knownleader'] === 'false') throw new RegistryError('no-leader', 'the servers have no leader');
  return {
    value: parse(body),
    index: parseIndex(headers['x-consul-index']),
    bytes: body.length,
    filtered: headers['x-consul-results-filtered-by-acls'] === 'true',
  };
}

/** @throws RegistryError for everything but a 200 */
export function readWritten({ status, body }: HttpAnswer): void {
  if (status !== 200) throw failureOf(status, body.toString('utf8', 0, SHOWN_CHARACTERS).trim());
}

function failureOf(status: number, text: string): RegistryError {
  const said = `${status} ${text}`;
  if (status === 401 || /ACL not found/i.test(text)) return new RegistryError('unauthenticated', said);
  if (status === 403) return new RegistryError('permission-denied', said);
  if (status === 429) return new RegistryError('rate-limited', said);
  if (/no cluster leader/i.test(text)) return new RegistryError('no-leader', said);
  if (/no path to datacenter/i.test(text)) return new RegistryError('unreachable', said);
  if (status === 404 && /unknown service|no service registered/i.test(text)) return new RegistryError('gone', said);
  if (status === 400) return new RegistryError('refused', said);
  return new RegistryError(status >= 500 ? 'unavailable' : 'bad-answer', said);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new RegistryError('bad-answer', 'the answer is no JSON', { cause: error });
  }
}
