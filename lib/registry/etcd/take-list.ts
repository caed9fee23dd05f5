import type { ObservedInstance } from '../../domain/instance';
import type { RegistryEvent, Rejection } from '../port';
import type { KeyRange } from './key-range';
import type { Ledger } from './ledger';
import { type ListContext, type Listing, listRanges } from './list';
import { type Witness, witnessOf } from './witness';

export interface TakenList {
  readonly event: Extract<RegistryEvent, { kind: 'list' }>;
  readonly listing: Listing;
  readonly witness: Witness | null;
}

/** Reads everything anew into the ledger, decoding page by page. @throws RegistryError */
export async function takeList(context: ListContext, ranges: readonly KeyRange[], ledger: Ledger): Promise<TakenList> {
  let instances: ObservedInstance[] = [];
  let rejected: Rejection[] = [];
  let witness: Witness | null = null;
  const listing = await listRanges(context, ranges, {
    restart() {
      ledger.clear();
      instances = [];
      rejected = [];
      witness = null;
    },
    take(kvs) {
      const last = kvs.at(-1);
      if (last) witness = witnessOf(last);
      for (const kv of kvs) {
        const sighted = ledger.put(kv);
        if (sighted.instance) instances.push(sighted.instance);
        else if (sighted.rejection) rejected.push(sighted.rejection);
      }
    },
  });
  for (const instance of ledger.settle().upserted) instances.push(instance);
  return { event: { kind: 'list', instances, rejected, position: listing.header.revision }, listing, witness };
}
