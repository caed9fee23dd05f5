import type { Performed } from '../../operations';
import { performChanges } from './perform-changes';
import { performClear } from './perform-clear';
import { performRebase, type Rebasing } from './perform-rebase';
import type { StoredOrder } from './stored-order';

/** Does an order; to do it twice is to do it once. @throws RegistryError */
export async function performStored(performing: Rebasing, order: StoredOrder): Promise<Performed> {
  switch (order.kind) {
    case 'change':
      return performChanges(performing, order);
    case 'rebase':
      return performRebase(performing, order);
    case 'clear':
      return performClear(performing, order);
  }
}
