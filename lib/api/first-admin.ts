import { networkOf } from '../access/addresses';
import type { Caller } from '../access/caller';
import type { NewUser } from '../access/users';
import type { User } from '../domain/user';
import { runtime } from '../running';
import { Problem } from './problem';
import { recordShutOut } from './refusal';
import { tooMany } from './sign-in';

/** Wrong codes from one address. */
const RULE = { window: 15 * 60, max: 10 };

/** Makes the first admin, for whoever read the code that was printed at the start. It works once. @throws Problem */
export async function makeFirstAdmin(
  { code, ...person }: { readonly code: string } & Pick<NewUser, 'name' | 'email' | 'password'>,
  { source }: Caller,
): Promise<User> {
  const { access, audit } = runtime();
  const { firstAdmin, sessions, attempts } = access;
  const retryAfter = await attempts.count(`first-admin|${networkOf(source)}`, RULE);
  if (retryAfter !== null) throw tooMany(retryAfter);
  if (!firstAdmin?.isOpen() || !sessions || (await sessions.users.hasAdmin())) {
    throw new Problem('refused', 'There is an admin already, or no accounts are kept here.');
  }
  const record = { actor: person.email, source, kind: 'first-admin' };
  if (!firstAdmin.take(code)) {
    await recordShutOut({ ...record, detail: 'wrong code' });
    throw new Problem('forbidden', 'This is not the code that was printed when Rollcall started.');
  }
  const made = await sessions.users.create({ ...person, role: 'admin', scope: null }).catch((error: unknown) => {
    firstAdmin.giveBack();
    throw error;
  });
  if (typeof made === 'string') {
    firstAdmin.giveBack();
    throw new Problem('conflict', 'There is a user with this e-mail already.');
  }
  await audit.record({ ...record, outcome: 'done', detail: 'made with the one-time code' });
  return made;
}
