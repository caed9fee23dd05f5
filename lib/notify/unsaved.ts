import type { Alert } from './alert';
import type { NewDelivery } from './delivery';

/** What the database does not have yet. It is handed over whole, and comes back where it could not be kept. */
export class Unsaved {
  #alerts = new Map<string, Alert | null>();
  #deliveries: NewDelivery[] = [];

  put(id: string, alert: Alert): void {
    this.#alerts.set(id, alert);
  }

  remove(id: string): void {
    this.#alerts.set(id, null);
  }

  send(delivery: NewDelivery): void {
    this.#deliveries.push(delivery);
  }

  /** Keeps it all by `save`; what that throws is thrown, and everything stays. */
  async flush(save: (turn: Turn) => Promise<void>): Promise<void> {
    if (this.#alerts.size === 0 && this.#deliveries.length === 0) return;
    const turn = { alerts: this.#alerts, deliveries: this.#deliveries };
    this.#alerts = new Map();
    this.#deliveries = [];
    try {
      await save(turn);
    } catch (error) {
      this.#alerts = new Map([...turn.alerts, ...this.#alerts]);
      this.#deliveries = [...turn.deliveries, ...this.#deliveries];
      throw error;
    }
  }
}

/** What is kept at once: alerts as they are now by id, null for what is over, and the messages that tell of it. */
export interface Turn {
  readonly alerts: ReadonlyMap<string, Alert | null>;
  readonly deliveries: readonly NewDelivery[];
}
