import type { Clock, Random } from '../../domain/clock';
import type { Log } from '../../domain/log';

/** How to reach one datacenter. PEM texts, not file names; `httpAuth` is `user:password`. */
export interface ConsulOptions {
  readonly id: string;
  /** `http://host:port` or `https://…`, with a path prefix where a proxy wants one. */
  readonly address: string;
  readonly token?: string | undefined;
  /** Read again every few seconds, since tokens are rotated under a running program. */
  readonly tokenFile?: string | undefined;
  readonly httpAuth?: string | undefined;
  readonly tls?: ConsulTls | undefined;
  /** Addresses of other agents, by the names of their nodes. */
  readonly agents?: Readonly<Record<string, string>> | undefined;
  /** The address of any other agent, with `{address}` and `{node}`; `http://{address}:8500` when absent. */
  readonly agentUrlTemplate?: string | undefined;
  /** Absent: the agent's own. */
  readonly datacenter?: string | undefined;
  readonly namespace?: string | undefined;
  readonly partition?: string | undefined;
}

export interface ConsulTls {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly serverName?: string | undefined;
  /** Default true. */
  readonly verify?: boolean | undefined;
}

export interface ConsulDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}
