import type { ReactNode } from 'react';
import { SecretOnce } from './secret-once';

interface HandedPasswordProps {
  readonly email: string;
  /** Null where the admin typed it, and so knows it. */
  readonly password: string | null;
}

/** What to hand on to somebody who can sign in now. */
export function HandedPassword({ email, password }: HandedPasswordProps): ReactNode {
  if (password === null) return <p role="status">{email} signs in with the password that you typed.</p>;
  return (
    <SecretOnce what="password" secret={password}>
      <p className="dim">{email} signs in with it, and can change it then: in the account menu, at the top.</p>
    </SecretOnce>
  );
}
