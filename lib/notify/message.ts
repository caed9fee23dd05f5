import type { Catalog } from '../domain/catalog';
import { isoTime } from '../domain/clock';
import type { AlertInstance, MessageStatus, WatchedState } from '../domain/notification';
import type { Alert } from './alert';
import { alertInstance } from './condition';
import type { DueMessage } from './due-messages';
import { pageAddress } from './page-address';

/** What a message tells of one service or link. Times are ISO 8601. */
export interface MessageAlert {
  readonly registry: string;
  readonly service: string | null;
  readonly state: WatchedState;
  readonly summary: string;
  readonly since: string;
  readonly resolvedAt?: string;
  /** Of one that fires those that make it so; of one that is well again the same as they are now. */
  readonly instances: readonly AlertInstance[];
  readonly moreInstances: number;
  /** Its page, where it is known under which address people reach Rollcall. */
  readonly url?: string;
}

/** A message before it is addressed. */
export interface Message {
  readonly version: 1;
  /** Null for a test. */
  readonly rule: string | null;
  readonly status: MessageStatus;
  readonly at: string;
  readonly alerts: readonly MessageAlert[];
  /** How many alerts are left out. */
  readonly more: number;
}

/** So many alerts one message tells of at most; the first of them with all instances that are known. */
const TOLD = 200;
const IN_FULL = 20;
const IN_BRIEF = 3;

/** Where a message is made. */
export interface MessageContext {
  readonly at: number;
  readonly publicUrl: string | undefined;
  readonly catalogOf: (registry: string) => Catalog | undefined;
}

/** All of it, in as many messages as that takes: a program that misses one believes for ever that it still fires. */
export function messagesOf(rule: string, { status, alerts }: DueMessage, context: MessageContext): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at < alerts.length; at += TOLD) {
    messages.push(messageOf(rule, { status, alerts: alerts.slice(at, at + TOLD) }, context));
  }
  return messages;
}

/** One message whatever there is to tell of: people read no more. */
export function messageOf(rule: string, { status, alerts }: DueMessage, context: MessageContext): Message {
  const told = alerts.slice(0, TOLD).map((alert, index) => {
    return messageAlert(alert, { ...context, listed: index < IN_FULL ? Number.POSITIVE_INFINITY : IN_BRIEF });
  });
  return { version: 1, rule, status, at: isoTime(context.at), alerts: told, more: alerts.length - told.length };
}

export function testMessage(at: number): Message {
  return { version: 1, rule: null, status: 'test', at: isoTime(at), alerts: [], more: 0 };
}

function messageAlert(alert: Alert, context: MessageContext & { readonly listed: number }): MessageAlert {
  const { registry, service, state, summary, since, resolvedAt, moreInstances } = alert;
  const known = resolvedAt === null ? alert.instances : asTheyAre(alert.instances, context.catalogOf(registry));
  const instances = known.slice(0, context.listed);
  return {
    registry,
    service,
    state,
    summary,
    since: isoTime(since),
    ...(resolvedAt !== null && { resolvedAt: isoTime(resolvedAt) }),
    instances,
    moreInstances: moreInstances + known.length - instances.length,
    ...(context.publicUrl !== undefined && { url: pageAddress(context.publicUrl, alert) }),
  };
}

function asTheyAre(instances: readonly AlertInstance[], catalog: Catalog | undefined): AlertInstance[] {
  return instances.flatMap(({ id }) => {
    const now = catalog?.instances.get(id);
    return now ? [alertInstance(now)] : [];
  });
}
