import { hash } from 'node:crypto';
import type { WatchedState } from '../domain/notification';
import type { Picture } from './condition';

/** Of what a rule is true: a service, or with null the link of a registry. */
export interface Subject {
  readonly rule: string;
  readonly registry: string;
  readonly service: string | null;
}

/** How long something has been so, and what came of it. Times are milliseconds since 1970. */
export interface AlertState {
  /** `resolved` until that is told. */
  readonly phase: 'pending' | 'firing' | 'resolved';
  /** Since when it is so. */
  readonly since: number;
  readonly firedAt: number | null;
  readonly resolvedAt: number | null;
  /** Whether it was so when last looked. */
  readonly isSo: boolean;
  /** For how long it was observed to be as it is; time that nobody observed is not counted. */
  readonly heldMs: number;
  /** When it was last looked at; null where nobody has watched since. */
  readonly lookedAt: number | null;
}

export interface Alert extends Subject, AlertState, Picture {
  readonly state: WatchedState;
  readonly summary: string;
  /** Since when the service is not registered; null while it is. */
  readonly goneAt: number | null;
  /** When it was first put into a message, and last; null while it was not. */
  readonly toldAt: number | null;
  readonly lastToldAt: number | null;
}

/** The same for the same subject always; fit for a key of the database, however long names are. */
export function alertId({ rule, registry, service }: Subject): string {
  return hash('sha256', JSON.stringify([rule, registry, service]), 'base64url');
}
