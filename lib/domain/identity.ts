import { matchesPattern } from './name-pattern';

export const ROLES = ['viewer', 'operator', 'admin'] as const;
/** A viewer reads; an operator acts; an admin also gives access to others. */
export type Role = (typeof ROLES)[number];

export const ACCESS_MODES = ['local', 'accounts', 'oidc', 'proxy', 'read-only'] as const;
/** `read-only`: it listens beyond this machine and nobody configured who may do what. */
export type AccessMode = (typeof ACCESS_MODES)[number];

/** What an operator is limited to. Registries are ids; services are patterns, `*` for any text. Empty means all. */
export interface Scope {
  readonly registries: readonly string[];
  readonly services: readonly string[];
}

/** Who asks. */
export interface Identity {
  /** As the audit shows it: a user's e-mail or name, `token <name>`, `local`. */
  readonly name: string;
  readonly role: Role;
  /** Null where nothing limits it. */
  readonly scope: Scope | null;
  readonly via: 'local' | 'session' | 'token' | 'proxy';
}

/** Who the browser acts as, for the controls it shows; the server decides by itself. */
export interface Me {
  readonly mode: AccessMode;
  /** Null where nobody is signed in. */
  readonly identity: Identity | null;
  /** Nobody is an admin yet: the first is made with the code that was printed at the start. */
  readonly needsFirstAdmin?: boolean;
  /** What the button to sign in with the identity provider says. */
  readonly loginLabel?: string;
}

/** What `/api/v1/me` tells: who asks, and the registries that the session keeps an own token for. */
export interface OwnAccount extends Me {
  readonly credentials: readonly string[];
}

/** Whether a role holds at least what another does. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Why this identity may not act on a service, in words for the control that is disabled; null where it may. */
export function refuseToAct(identity: Identity | null, { registry, service }: { registry: string; service: string }) {
  if (!identity) return 'Sign in to act on instances.';
  if (!isAtLeast(identity.role, 'operator')) return `Your role is ${identity.role}; acting needs the role operator.`;
  const { scope } = identity;
  if (!scope) return null;
  const isOwnRegistry = scope.registries.length === 0 || scope.registries.includes(registry);
  const isOwnService =
    scope.services.length === 0 || scope.services.some((pattern) => matchesPattern(pattern, service));
  return isOwnRegistry && isOwnService
    ? null
    : `You may not act on ${service} in ${registry}: it is outside your scope.`;
}
