import type { Health, Rotation } from '../../../domain/instance';
import type { Entry } from './entry';

/** What a format read out of an entry; what it leaves out has the default of an instance. */
export interface Facts {
  readonly service: string;
  readonly address: string;
  readonly port: number;
  readonly version?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly weight?: number | undefined;
  readonly zone?: string | undefined;
  readonly registeredAt?: string | undefined;
  /** What the instance says of its own health; without it the lease decides. */
  readonly reported?: { readonly health: Health; readonly output: string } | undefined;
  readonly rotation?: Rotation | undefined;
}

/** Why a value that has a format's shape cannot be read after all, in plain words. */
export interface Fault {
  readonly fault: string;
}

/** One way of writing an instance into a key-value registry. */
export interface Format {
  readonly name: string;
  /** Null where the entry does not have this format's shape. */
  readonly decode: (entry: Entry) => Facts | Fault | null;
}
