/** Somebody who subscribes to a service, where the format tells. */
export interface Consumer {
  readonly address: string;
  /** The subscriber's own name, where it says one. */
  readonly application: string | null;
  /** What of the service it subscribes to: an interface with its group and version. */
  readonly subscribes: string;
}
