import { genericOAuth } from 'better-auth/plugins';
import { grantedBy } from './granted';
import { discover, type OidcEndpoints, readProfile } from './oidc-profile';
import { createSessionStore, type SessionStore, type SessionStoreOptions, signInNotes } from './session-store';
import type { OidcSettings } from './settings';

/** The identity provider's name in the callback's address. */
export const OIDC = 'oidc';

/**
 * The session store that also signs in with the identity provider: authorization code with PKCE, ID tokens verified. It
 * is opened when somebody signs in, so that a provider which is down holds up nobody who is signed in.
 * @returns what opens it. @throws Error while the provider cannot be asked
 */
export function createOidcStore(options: SessionStoreOptions, settings: OidcSettings): () => Promise<SessionStore> {
  let opened: Promise<SessionStore> | null = null;
  return () => {
    opened ??= open(options, settings).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}

async function open(options: SessionStoreOptions, settings: OidcSettings): Promise<SessionStore> {
  const endpoints = await discover(settings.issuer);
  const store = createSessionStore(options, [genericOAuth({ config: [provider(settings, endpoints)] })]);
  const { socialProviders } = await store.$context;
  if (!socialProviders.some(({ id }) => id === OIDC)) throw new Error('its discovery document is not complete');
  return store;
}

function provider(settings: OidcSettings, endpoints: OidcEndpoints) {
  return {
    providerId: OIDC,
    discoveryUrl: endpoints.discoveryUrl,
    requireIdTokenVerification: true,
    clientId: settings.clientId,
    ...(settings.clientSecret === undefined
      ? { tokenEndpointAuth: { method: 'none' as const } }
      : { clientSecret: settings.clientSecret }),
    scopes: [...settings.scopes],
    pkce: true,
    overrideUserInfo: true,
    disableProviderLogout: true,
    getUserInfo: (tokens: { idToken?: string | undefined; accessToken?: string | undefined }) =>
      readProfile(tokens, endpoints),
    mapProfileToUser(profile: Record<string, unknown>) {
      const granted = grantedBy(groupsOf(profile[settings.groupsClaim]), settings);
      const notes = signInNotes.getStore();
      if (notes && granted) notes.granted = granted;
      return {};
    },
  };
}

function groupsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((group) => typeof group === 'string') : [];
}
