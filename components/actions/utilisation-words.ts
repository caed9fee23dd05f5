import type { Share } from '@/lib/domain/impact';
import { formatAddress, type Instance } from '@/lib/domain/instance';
import { utilisationsOf } from '@/lib/domain/simulated-impact';

const NAMED = 5;

/** Who goes past a limit, from how busy the instances are now; both are shares of 1, null while they are no numbers. */
export function utilisationWords(
  shares: readonly Share[],
  { present, limit }: { readonly present: number | null; readonly limit: number | null },
  members: ReadonlyMap<string, Instance>,
): string {
  if (present === null) return 'How busy each of its instances is now tells who has too much to do after.';
  if (limit === null) return 'Above what share is an instance too busy?';
  const all = utilisationsOf(shares, present);
  const after = all.flatMap((one) => (one.after === null ? [] : { ...one, after: one.after }));
  const [busiest, ...others] = after.toSorted((one, other) => other.after - one.after);
  if (!busiest || shares.every((share) => share.after === 0)) return 'Nobody is left to do anything.';
  const past = [busiest, ...others].filter((one) => one.after > limit);
  const unknown = all.length - after.length;
  const rest = unknown > 0 ? ` Of ${unknown} that join${unknown === 1 ? 's' : ''} nothing is known.` : '';
  if (past.length === 0)
    return `None goes past ${inPercent(limit)}: the busiest is then at ${inPercent(busiest.after)}.${rest}`;
  const named = past.slice(0, NAMED).map((one) => {
    const member = members.get(one.instance);
    const name = member ? formatAddress(member.address, member.port) : one.instance;
    return `${name} at ${inPercent(one.after)}`;
  });
  const more = past.length > NAMED ? ` and ${past.length - NAMED} more` : '';
  const verb = past.length === 1 ? 'goes' : 'go';
  return `${past.length} of ${after.filter((one) => one.after > 0).length} ${verb} past ${inPercent(limit)}: ${named.join(', ')}${more}.${rest}`;
}

/** A share of 1 from what is typed; null for what is no number from 0 to 1000. */
export function percentOf(typed: string): number | null {
  const text = typed.trim().replace(/\s*%$/, '');
  if (!/^\d{1,4}([.,]\d+)?$/.test(text)) return null;
  const percent = Number(text.replace(',', '.'));
  return percent <= 1000 ? percent / 100 : null;
}

function inPercent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
