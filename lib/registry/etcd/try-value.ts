import type { TriedValue } from '../../domain/tried-value';
import type { Decode, Decoded } from './formats/decoder';
import type { Leases } from './leases';
import { createLedger } from './ledger';
import { parkedKey } from './operate/park';

/** Nobody is asked about leases: the key hangs on none. */
export const NO_LEASES: Leases = {
  known: () => undefined,
  hold() {},
  release() {},
  clear() {},
  ask: async () => new Map(),
  run: async () => {},
};

/**
 * Reads one key and value as the registry would, through the same ledger, and forgets them. `registry` is part of the
 * instances' ids: with that of the live one they are the ids the key would have there.
 */
export function tryValue(
  { registry, decode }: { readonly registry: string; readonly decode: Decode },
  key: string,
  value: Buffer,
): TriedValue {
  const ledger = createLedger(registry, NO_LEASES, decode);
  const revisions = { create_revision: '0', mod_revision: '0', version: '1' };
  const { instance } = ledger.put({ key: Buffer.from(key), value, lease: '0', ...revisions });
  const instances = instance ? [instance] : ledger.settle().upserted;
  return { ...outcomeOf(decode(parkedKey(key) ?? key, value), instances.length > 0), instances };
}

function outcomeOf(decoded: Decoded, isInstance: boolean): Omit<TriedValue, 'instances'> {
  switch (decoded.kind) {
    case 'instance':
      return { outcome: 'instance', format: decoded.format };
    case 'piece':
      return isInstance
        ? { outcome: 'instance', format: decoded.format }
        : { outcome: 'part', format: decoded.format, what: 'one of several keys that make an instance together' };
    case 'rule':
      return { outcome: 'belonging', format: decoded.format, what: decoded.rule.belongs };
    case 'belonging':
      return { outcome: 'belonging', format: decoded.format, what: decoded.belongs };
    case 'rejected': {
      const { reason, nearestFormat } = decoded.rejection;
      return { outcome: 'rejected', reason, ...(nearestFormat !== undefined && { nearestFormat }) };
    }
    case 'ignored':
      return { outcome: 'belonging', what: "Rollcall's own note" };
  }
}
