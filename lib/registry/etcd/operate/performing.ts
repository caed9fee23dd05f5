import type { EtcdClient } from '../client';

/** What an order is done with. */
export interface Performing {
  readonly client: EtcdClient;
  readonly signal: AbortSignal;
}
