import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export interface OidcUser {
  readonly email: string;
  readonly groups: readonly string[];
}

/** An identity provider of a test. Leaving its `await using` scope ends it. */
export interface OidcServer extends AsyncDisposable {
  /** Who signs in next; by the subject. */
  setUser(sub: string, user: OidcUser): void;
  /** Whoever signs in next cancels, which the provider tells with that code of RFC 6749. */
  cancel(error?: string): void;
}

export const OIDC_CLIENT = { id: 'rollcall', secret: 'a-client-secret-of-the-test' };

/** Starts a provider on a port of 127.0.0.1 that wants PKCE, and lets the chosen user in without a question. */
export async function startOidc(port: number, redirectUri: string): Promise<OidcServer> {
  const users = new Map<string, OidcUser>();
  let current = '';
  let cancelled: string | null = null;
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      {
        client_id: OIDC_CLIENT.id,
        client_secret: OIDC_CLIENT.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['a key for cookies of the test'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => {
        const { email, groups } = users.get(sub) ?? { email: '', groups: [] };
        return { sub, email, email_verified: true, name: `User ${sub}`, groups: [...groups] };
      },
    }),
    async loadExistingGrant({ oidc }) {
      const { client, session } = oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    const outcome = cancelled === null ? { login: { accountId: current } } : { error: cancelled };
    void provider.interactionFinished(request, response, outcome);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    setUser(sub, user) {
      users.set(sub, user);
      current = sub;
      cancelled = null;
    },
    cancel(error = 'access_denied') {
      cancelled = error;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
