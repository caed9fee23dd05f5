import type { Override } from './override';
import type { Route } from './route';
import type { ServiceKey } from './service-key';

/** Somebody who subscribes to an interface. */
export interface Subscription {
  readonly kind: 'consumer';
  readonly root: string;
  readonly service: ServiceKey;
  readonly address: string;
  readonly application: string | null;
}

/** What one key says about registrations; several overrides or routes may stand in one configuration. */
export type DubboRule =
  | Subscription
  | { readonly kind: 'overrides'; readonly overrides: readonly Override[] }
  | { readonly kind: 'routes'; readonly routes: readonly Route[] };
