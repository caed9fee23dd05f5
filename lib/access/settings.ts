import type { Role, Scope } from '../domain/identity';

/** How it is decided who may do what. It holds secrets: never log it, never send it. */
export type AccessSettings = LocalAccess | ReadOnlyAccess | AccountsAccess | OidcAccess | ProxyAccess;

interface CommonAccess {
  /** The origin under which browsers reach Rollcall, where it is not the one they name in `Host`. */
  readonly publicUrl?: string | undefined;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

/** Whoever reaches the server is its one operator: only for a server bound to loopback. */
export interface LocalAccess extends CommonAccess {
  readonly mode: 'local';
}

export interface ReadOnlyAccess extends CommonAccess {
  readonly mode: 'read-only';
}

export interface SessionSettings {
  /** Signs cookies. Made once and kept in the database where absent. */
  readonly secret?: string | undefined;
  readonly sessionHours: number;
}

export interface AccountsAccess extends CommonAccess, SessionSettings {
  readonly mode: 'accounts';
}

export interface OidcAccess extends CommonAccess, SessionSettings {
  readonly mode: 'oidc';
  readonly oidc: OidcSettings;
}

export interface OidcSettings extends RoleRules {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly scopes: readonly string[];
  readonly groupsClaim: string;
  /** What the button to sign in says. */
  readonly label: string;
}

export interface ProxyAccess extends CommonAccess {
  readonly mode: 'proxy';
  readonly proxy: ProxySettings;
}

export interface ProxySettings extends RoleRules {
  readonly userHeader: string;
  /** Comma-separated groups. Where absent, a user's name stands in for the groups. */
  readonly groupsHeader?: string | undefined;
}

/** Which groups hold which role; `*` is everybody. */
export interface RoleRules {
  readonly roles: Readonly<Record<Role, readonly string[]>>;
  /** Groups of operators with limits; the first that fits counts. */
  readonly operators: readonly ({ readonly group: string } & Scope)[];
}
