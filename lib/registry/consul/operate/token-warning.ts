import type { Credential } from '../../operations';
import type { ConsulOptions } from '../consul-options';

/** An agent keeps the token a service was registered with, and does not tell which that was. */
export function tokenWarning(
  { token, tokenFile }: Pick<ConsulOptions, 'token' | 'tokenFile'>,
  credential: Credential | undefined,
): readonly string[] {
  if (!credential && !token && tokenFile === undefined) return [];
  const whose = credential ? 'your token' : 'the token of Rollcall';
  return [
    `Its agent syncs it with ${whose} from then on, no longer with the one its program gave: that token has to stay valid.`,
  ];
}
