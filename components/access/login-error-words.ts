const AGAIN = 'That took too long, or was begun in another window. Sign in again.';

/** By the codes of RFC 6749 and of better-auth. */
const WORDS: Readonly<Record<string, string>> = {
  'no-role': 'You are known, but none of your groups has a role here. Ask whoever runs Rollcall for one.',
  access_denied: 'The identity provider did not let you in, or you cancelled.',
  server_error: 'The identity provider reports a fault of its own. Try again later.',
  temporarily_unavailable: 'The identity provider cannot sign anybody in just now. Try again later.',
  'identity-provider-unavailable': 'The identity provider does not answer. Try again later.',
  'rate-limited': 'Too many attempts from where you are. Try again in a minute.',
  state_mismatch: AGAIN,
  state_not_found: AGAIN,
  state_invalid: AGAIN,
  unable_to_create_session: 'This user is disabled here. Ask whoever runs Rollcall.',
  account_not_linked:
    'Somebody with your e-mail is here already, and the identity provider does not vouch for it being yours. Ask whoever runs Rollcall.',
};

/** Why the way over the identity provider ended at the login page, from the code in its address; null without one. */
export function loginErrorWords(code: string | null): string | null {
  if (code === null) return null;
  return WORDS[code] ?? 'Signing in did not succeed. The log of Rollcall says why.';
}
