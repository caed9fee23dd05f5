import { AsyncLocalStorage } from 'node:async_hooks';
import { type BetterAuthOptions, type BetterAuthPlugin, betterAuth } from 'better-auth';
import { createAuthMiddleware } from 'better-auth/api';
import type { Log } from '../domain/log';
import { PASSWORD_LENGTH } from '../domain/password';
import type { Storage } from '../storage/storage';
import { type Granted, scopeText } from './granted';

/** Where a request comes from, for better-auth, which knows no sockets; set by Rollcall over whatever a caller sent. */
export const SOURCE_HEADER = 'x-rollcall-source';

/** Why somebody was not let in: nothing is granted to their groups. */
export const NO_ROLE = 'no-role';

/** What happens during one request to better-auth, told by its hooks. */
export interface SignInNotes {
  /** What the identity provider's groups grant whoever signs in. */
  granted?: Granted;
  /** Who has signed in. */
  signedIn?: { readonly email: string };
}

export interface SessionStoreOptions {
  readonly storage: Storage;
  readonly log: Log;
  readonly secret: string;
  readonly sessionHours: number;
  readonly publicUrl?: string | undefined;
  readonly hasPasswords: boolean;
}

export const signInNotes = new AsyncLocalStorage<SignInNotes>();

/** Users and their sessions, kept by better-auth in Rollcall's own database. */
export function createSessionStore(options: SessionStoreOptions, plugins: BetterAuthPlugin[] = []) {
  const { storage, log } = options;
  return betterAuth({
    appName: 'Rollcall',
    secret: options.secret,
    basePath: '/api/auth',
    ...(options.publicUrl !== undefined && { baseURL: options.publicUrl }),
    database: { db: storage.db, type: storage.kind } as NonNullable<BetterAuthOptions['database']>,
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: options.hasPasswords,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    user: {
      modelName: 'users',
      additionalFields: {
        role: { type: 'string', required: false, input: false },
        scope: { type: 'string', required: false, input: false },
        disabled: { type: 'boolean', required: false, input: false },
      },
      // Of the store that signs in with an identity provider; users made by an admin are not asked about.
      ...(plugins.length > 0 && {
        validateUserInfo: () => (signInNotes.getStore()?.granted ? undefined : { error: NO_ROLE }),
      }),
    },
    session: {
      modelName: 'sessions',
      expiresIn: Math.round(options.sessionHours * 3_600),
      disableSessionRefresh: true,
    },
    account: { modelName: 'accounts' },
    verification: { modelName: 'verifications' },
    // Rollcall counts attempts itself, before an account is looked at.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'rollcall',
      useSecureCookies: options.publicUrl?.startsWith('https:') ?? false,
      ipAddress: { ipAddressHeaders: [SOURCE_HEADER] },
    },
    onAPIError: { errorURL: '/login' },
    logger: {
      level: 'warn',
      log: (level, message, ...details) => {
        // Every request handed to it names its origin itself.
        if (message.includes('Base URL is not set')) return;
        const err = details.find((detail) => detail instanceof Error);
        log[level]({ message, ...(err && { err }) }, 'sign-in');
      },
    },
    databaseHooks: {
      user: {
        create: { before: async (user) => ({ data: { ...user, ...grantedColumns() } }) },
        update: { before: async (user) => ({ data: { ...user, ...grantedColumns() } }) },
      },
      session: {
        create: {
          before: async ({ userId }, context) => {
            const user = await context?.context.internalAdapter.findUserById(userId);
            return user && 'disabled' in user && user.disabled ? false : undefined;
          },
        },
      },
      // What an identity provider hands out is of no use here, and so it is not kept.
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
    hooks: {
      after: createAuthMiddleware(async ({ context: { newSession } }) => {
        const notes = signInNotes.getStore();
        if (notes && newSession) notes.signedIn = { email: newSession.user.email };
      }),
    },
    plugins,
  });
}

export type SessionStore = ReturnType<typeof createSessionStore>;

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };

function grantedColumns() {
  const granted = signInNotes.getStore()?.granted;
  return granted ? { role: granted.role, scope: scopeText(granted.scope) } : {};
}
