import type { RegistryError } from '../../domain/errors';
import type { Notice, RegistryEvent } from '../port';
import type { Alarm } from './alarm';
import type { BatchEvent, CatalogMirror } from './catalog-mirror';
import type { ConsulApi } from './consul-api';
import type { ConsulDeps } from './consul-options';
import type { NoticeBoard } from './notice-board';

/** What every part of one connected stretch shares. */
export interface Session extends ConsulDeps {
  readonly api: ConsulApi;
  readonly mirror: CatalogMirror;
  readonly notices: NoticeBoard;
  /** What the operator calls what is read: the datacenter, or the registry's id. */
  readonly scope: string;
  readonly signal: AbortSignal;
  readonly emit: (event: RegistryEvent) => void;
  /** Emits what happened to one service. */
  readonly publish: (service: string, event: BatchEvent) => void;
  /** Ends the session. */
  readonly fail: (error: RegistryError) => void;
  /** Rung when a query fails: is the datacenter still there? */
  readonly alarm: Alarm;
}

/** The key of the one notice a service may have. */
export function serviceKey(service: string): string {
  return `service ${service}`;
}

export function deniedNotice(scope: string, { message }: RegistryError): Notice {
  return { code: 'permission-denied', scope, detail: message };
}

export function refusedNotice(scope: string, { message }: RegistryError): Notice {
  return { code: 'partial', scope, detail: `Consul has this service but does not answer for it: ${message}` };
}

export function noteFiltered({ notices, scope }: Session): void {
  const detail =
    'Consul left out of its answers what this token may not read. What was seen of it before is shown as it last was, the rest not at all.';
  notices.put('filtered', { code: 'results-filtered', scope, detail });
}
