import type { Identity } from '../domain/identity';
import type { Asked, NobodyReason } from './asked';
import { grantedBy } from './granted';
import type { ProxySettings } from './settings';

/** Who a proxy says is asking. Its headers are believed from its own addresses alone. */
export function proxyIdentity(
  { headers, isRepeated }: Asked,
  isTrusted: boolean,
  settings: ProxySettings,
): { readonly identity: Identity } | NobodyReason {
  if (!isTrusted) {
    return {
      code: 'forbidden',
      detail: 'Rollcall is asked through its proxy; this address is none of access.trustedProxies.',
    };
  }
  const name = headers.get(settings.userHeader)?.trim();
  if (!name) return { code: 'unauthenticated', detail: `The proxy names nobody in ${settings.userHeader}.` };
  // Two headers are joined by a comma: the proxy has let the caller's own through.
  if (name.includes(',')) return { code: 'forbidden', detail: `${settings.userHeader} names more than one user.` };
  // A user may name groups for themselves where the proxy adds its own to them.
  if (settings.groupsHeader !== undefined && isRepeated(settings.groupsHeader)) {
    return {
      code: 'forbidden',
      detail: `${settings.groupsHeader} came more than once; expected it from the proxy alone.`,
    };
  }
  const granted = grantedBy(groupsOf(headers, name, settings), settings);
  if (!granted) return { code: 'forbidden', detail: `Nothing is granted to ${name} or the groups of that user.` };
  return { identity: { name, ...granted, via: 'proxy' } };
}

function groupsOf(headers: Headers, name: string, { groupsHeader }: ProxySettings): string[] {
  if (groupsHeader === undefined) return [name];
  return (headers.get(groupsHeader) ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter(Boolean);
}
