import type { DeliveryState, MessageStatus } from '../domain/notification';
import type { Message } from './message';

/** A message on its way to one target, before it has an id. */
export interface NewDelivery {
  readonly target: string;
  readonly message: Message;
  /** Tells what was told before: it can be left out while something of its rule is still waiting. */
  readonly isRepeat: boolean;
}

/** A message that waits for its target. */
export interface Delivery {
  /** In the order in which they are sent; the same over every try. */
  readonly id: string;
  readonly target: string;
  readonly status: MessageStatus;
  /** Milliseconds since 1970, like `nextAt`. */
  readonly at: number;
  readonly attempts: number;
  readonly nextAt: number;
  readonly message: Message;
}

/** How a try has ended. */
export interface DeliveryOutcome {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly detail: string;
  /** When it is tried again, where it waits; else when it ended. Milliseconds since 1970. */
  readonly at: number;
}
