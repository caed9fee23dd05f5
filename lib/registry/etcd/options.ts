import type { Clock, Random } from '../../domain/clock';
import type { Log } from '../../domain/log';
import type { FormatRule } from './formats/decoder';
import type { Format } from './formats/format';

/** How to reach one etcd cluster and what to read of it. */
export interface EtcdOptions {
  readonly id: string;
  /** `http://host:port` or `https://host:port`, one a member. */
  readonly endpoints: readonly string[];
  /** Keys that start with one of these are read; an empty string reads the whole key space. */
  readonly prefixes: readonly string[];
  /** Formats forced or switched off for keys that begin so. */
  readonly formatRules?: readonly FormatRule[];
  /** Formats of the configuration, tried before the known ones. */
  readonly customFormats?: readonly Format[];
  readonly auth?: { readonly username: string; readonly password: string };
  /** PEM texts; `key` and `cert` are this client's own. */
  readonly tls?: EtcdTls | undefined;
  /** How many keys the first page of a list asks for; the next ones follow the size of the keys. */
  readonly pageSize?: number;
  /** After this much silence the watch is asked for a sign of life, and given up after as much again. */
  readonly silenceMs?: number;
  /** How long one request may take. */
  readonly requestTimeoutMs?: number;
}

export interface EtcdTls {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** What an adapter is given instead of reaching for it. */
export interface EtcdDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}
