const WORDS: Readonly<Record<string, string>> = {
  'no-role': 'You are known, but none of your groups has a role here. Ask whoever runs Rollcall for one.',
  access_denied: 'The identity provider did not let you in, or you cancelled.',
  state_mismatch: 'That took too long, or was begun in another window. Sign in again.',
  please_restart_the_process: 'That took too long, or was begun in another window. Sign in again.',
  unable_to_create_session: 'This user is disabled here. Ask whoever runs Rollcall.',
};

/** Why the way over the identity provider ended at the login page, from the code in its address; null without one. */
export function loginErrorWords(code: string | null): string | null {
  if (code === null) return null;
  return WORDS[code] ?? 'Signing in did not succeed. The log of Rollcall says why.';
}
