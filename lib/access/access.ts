import type { Clock } from '../domain/clock';
import type { AccessMode, Identity, Me } from '../domain/identity';
import type { Log } from '../domain/log';
import type { Storage } from '../storage/storage';
import { addressList, plainAddress, sourceOf } from './addresses';
import { type ApiTokens, createApiTokens, TOKEN_PREFIX } from './api-tokens';
import { type Asked, type Asker, nobody } from './asked';
import { type Attempts, createAttempts } from './attempts';
import { LOCAL_IDENTITY } from './caller';
import { type Credentials, createCredentials } from './credentials';
import { enterMode, keptSecret } from './facts';
import { createFirstAdminCode, type FirstAdminCode } from './first-admin';
import { createOidcStore } from './oidc-store';
import { proxyIdentity } from './proxy-identity';
import { createRefusalBudget } from './refusal-budget';
import { createSessionStore, type SessionStore } from './session-store';
import type { AccessSettings } from './settings';
import { callStore, type SignInAnswer, type SignInCall } from './sign-in';
import { asUser } from './user';
import { createUsers, type Users } from './users';

/** Sessions, in the modes that have them. */
export interface Sessions {
  readonly store: SessionStore;
  readonly users: Users;
  /** Asks better-auth. */
  readonly ask: (call: SignInCall) => Promise<SignInAnswer>;
  /** Asks it together with the identity provider. @throws Error while that cannot be asked */
  readonly askOidc: ((call: SignInCall) => Promise<SignInAnswer>) | null;
}

/** Who may do what. */
export interface Access {
  readonly mode: AccessMode;
  readonly settings: AccessSettings;
  readonly sessions: Sessions | null;
  readonly tokens: ApiTokens;
  readonly attempts: Attempts;
  readonly credentials: Credentials;
  /** Where accounts are kept and none of them is an admin's. */
  readonly firstAdmin: FirstAdminCode | null;
  identify(asked: Asked): Promise<Asker>;
  /** Whether the audit still takes a refusal of somebody, null for who is not signed in; the log takes all. */
  mayRecordRefusal(who: string | null): boolean;
  me(identity: Identity | null): Me;
}

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
}

/** Puts access together as it is configured. @throws StorageError */
export async function createAccess(settings: AccessSettings, { storage, clock, log }: Deps): Promise<Access> {
  const { mode } = settings;
  const isTrusted = addressList(settings.trustedProxies);
  const tokens = createApiTokens(storage, clock);
  const attempts = createAttempts(storage, clock);
  await enterMode(storage, mode);
  const sessions = await createSessions(settings, { storage, log });
  const firstAdmin = mode === 'accounts' && !(await sessions?.users.hasAdmin()) ? createFirstAdminCode() : null;

  async function identify(asked: Asked): Promise<Asker> {
    const source = sourceOf(asked.socketAddress, asked.forwardedFor, isTrusted);
    return { ...(await identityOf(asked)), source };
  }

  async function identityOf(asked: Asked): Promise<Omit<Asker, 'source'>> {
    const { headers, socketAddress } = asked;
    const token = bearerOf(headers);
    if (token !== null && mode !== 'read-only') {
      const found = await tokens.identify(token);
      if (!found) return nobody('unauthenticated', 'This token is not known, has expired or was revoked.');
      return { ...found, reason: null, session: null };
    }
    if (mode === 'local') return { identity: LOCAL_IDENTITY, reason: null, session: null };
    if (settings.mode === 'proxy') {
      const found = proxyIdentity(asked, isTrusted(plainAddress(socketAddress)), settings.proxy);
      return 'identity' in found ? { ...found, reason: null, session: null } : nobody(found.code, found.detail);
    }
    return (await sessions?.store.api.getSession({ headers: cookiesOf(headers) }).then(sessionAsker)) ?? NOBODY;
  }

  return {
    mode,
    settings,
    sessions,
    tokens,
    attempts,
    credentials: createCredentials(clock),
    firstAdmin,
    identify,
    mayRecordRefusal: createRefusalBudget(clock),
    me: (identity) => ({
      mode,
      identity,
      needsFirstAdmin: firstAdmin?.isOpen() ?? false,
      ...(settings.mode === 'oidc' && { loginLabel: settings.oidc.label }),
    }),
  };
}

const NOBODY = { identity: null, reason: null, session: null };

async function createSessions(
  settings: AccessSettings,
  deps: { readonly storage: Storage; readonly log: Log },
): Promise<Sessions | null> {
  if (settings.mode !== 'accounts' && settings.mode !== 'oidc') return null;
  const { publicUrl, sessionHours, secret = await keptSecret(deps.storage) } = settings;
  const options = { ...deps, publicUrl, sessionHours, secret, hasPasswords: settings.mode === 'accounts' };
  const store = createSessionStore(options);
  const oidcStore = settings.mode === 'oidc' ? createOidcStore(options, settings.oidc) : null;
  return {
    store,
    users: createUsers(store),
    ask: (call) => callStore(store, call, publicUrl),
    askOidc: oidcStore && (async (call) => callStore(await oidcStore(), call, publicUrl)),
  };
}

type FoundSession = Awaited<ReturnType<SessionStore['api']['getSession']>>;

function sessionAsker(found: FoundSession): Omit<Asker, 'source'> {
  if (!found) return NOBODY;
  const { email, role, scope, disabled } = asUser(found.user);
  if (disabled) return nobody('unauthenticated', 'This user is disabled.');
  const session = { id: found.session.id, expiresAt: new Date(found.session.expiresAt).getTime() };
  return { identity: { name: email, role, scope, via: 'session' }, reason: null, session };
}

/** Rollcall's own tokens; what a proxy puts into `Authorization` for itself is not looked at. */
function bearerOf(headers: Headers): string | null {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  return token?.startsWith(TOKEN_PREFIX) ? token : null;
}

function cookiesOf(headers: Headers): Headers {
  return new Headers({ cookie: headers.get('cookie') ?? '' });
}
