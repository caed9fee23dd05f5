const TIMEOUT_MS = 5_000;

export interface OidcEndpoints {
  readonly discoveryUrl: string;
  readonly issuer: string;
  readonly userInfoUrl: string | null;
}

type Claims = Record<string, unknown>;

/** Reads the discovery document of an issuer. @throws Error that says what is wrong with it */
export async function discover(issuer: string): Promise<OidcEndpoints> {
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`;
  const found = await getJson(discoveryUrl);
  if (typeof found.issuer !== 'string' || found.issuer.replace(/\/$/, '') !== issuer) {
    throw new Error(`${discoveryUrl} is of another issuer`);
  }
  const { userinfo_endpoint: userInfoUrl } = found;
  return { discoveryUrl, issuer, userInfoUrl: typeof userInfoUrl === 'string' ? userInfoUrl : null };
}

/**
 * Who the tokens are of: the claims of the ID token, whose signature better-auth has verified, over those of the user
 * info endpoint, where many providers tell groups alone. Null without a subject.
 */
export async function readProfile(
  { idToken, accessToken }: { readonly idToken?: string | undefined; readonly accessToken?: string | undefined },
  { userInfoUrl, issuer }: OidcEndpoints,
) {
  const token = idToken === undefined ? null : claimsOf(idToken);
  if (typeof token?.sub !== 'string') return null;
  const info = userInfoUrl && accessToken ? await getJson(userInfoUrl, { authorization: `Bearer ${accessToken}` }) : {};
  // OpenID Connect Core 5.3.2: the answer may be about somebody else.
  const claims: Claims = info.sub === token.sub ? { ...info, ...token } : token;
  const email = textOf(claims.email) ?? `${token.sub}@${new URL(issuer).hostname}`;
  return {
    ...claims,
    sub: token.sub,
    email,
    emailVerified: claims.email_verified === true,
    name: textOf(claims.name) ?? textOf(claims.preferred_username) ?? email,
    image: undefined,
  };
}

function claimsOf(jwt: string): Claims | null {
  try {
    return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as Claims;
  } catch {
    return null;
  }
}

async function getJson(url: string, headers: Record<string, string> = {}): Promise<Claims> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return (await answer.json()) as Claims;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
