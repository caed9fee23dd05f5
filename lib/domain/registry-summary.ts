import type { Link } from './link';

/** One registry as the API and the pages show it. */
export interface RegistrySummary {
  readonly id: string;
  readonly kind: 'etcd' | 'consul' | 'memory';
  readonly link: Link;
  readonly server: RegistryServer;
  readonly counts: { readonly services: number; readonly instances: number };
  readonly capabilities: RegistryCapabilities;
  /** etcd revision or Consul index of what was last seen; null before the first list. */
  readonly position: string | null;
  /** How often the link was lost since the start. */
  readonly restarts: number;
  /** How many keys no format could decode. */
  readonly rejected: number;
  readonly notices: readonly RegistryNotice[];
  /** True for the embedded registry when the demo fleet lives in it. */
  readonly demo: boolean;
}

/** Which actions the registry can do at all; an action may still be refused for one instance. */
export interface RegistryCapabilities {
  readonly drain: boolean;
  readonly deregister: boolean;
  readonly weight: boolean;
  readonly register: boolean;
}

/** The server behind a registry. Empty, with a null version, while it cannot be reached. */
export interface RegistryServer {
  readonly version: string | null;
  readonly members: readonly RegistryMember[];
  /** What is read of it, in words: prefixes, datacenter, namespace; with how many keys or services lie there. */
  readonly scopes: readonly { readonly name: string; readonly detail: string }[];
}

export interface RegistryMember {
  readonly name: string;
  readonly address: string;
  readonly role: string;
  readonly version: string | null;
  readonly status: 'passing' | 'critical' | 'unknown';
}

/** Something an operator should know about a registry that is otherwise live: a prefix that may not be read, filtered answers. */
export interface RegistryNotice {
  readonly code: 'permission-denied' | 'results-filtered' | 'prefix-overlap' | 'partial' | 'check-policy';
  /** The prefix, datacenter or service concerned. */
  readonly scope: string;
  readonly detail: string;
}
