import type { FactSheet } from '../../../domain/fact-sheet';
import type { Health, Rotation } from '../../../domain/instance';
import type { Piece, Rule } from './assembly';
import type { Edits, RuleKeys } from './edits';
import type { Entry } from './entry';

/** What a format read out of an entry; what it leaves out has the default of an instance. */
export interface Facts {
  readonly service: string;
  readonly address: string;
  readonly port: number;
  /** As the framework wrote them, `host:port` or URLs; without them the address and port alone. */
  readonly endpoints?: readonly string[] | undefined;
  readonly version?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** What its clients use, their default applied. */
  readonly weight?: number | undefined;
  readonly zone?: string | undefined;
  readonly datacenter?: string | undefined;
  readonly namespace?: string | undefined;
  readonly node?: string | undefined;
  readonly registeredAt?: string | undefined;
  /** What the instance says of its own health; without it the lease decides. */
  readonly reported?: { readonly health: Health; readonly output: string } | undefined;
  readonly rotation?: Rotation | undefined;
}

/** Why a value that has a format's shape cannot be read after all, in plain words. */
export interface Fault {
  readonly fault: string;
}

/** A marker or configuration of the format, which is no instance: counted, never shown as an error. */
export interface Belonging {
  /** What it is, in plain words: "service definition". */
  readonly belongs: string;
}

/** What one key is: an instance, part of one, a rule over some, something else of the format, or nothing readable. */
export type Reading = Facts | Piece | Rule | Belonging | Fault;

/** One way of writing an instance into a key-value registry. */
export interface Format {
  readonly name: string;
  readonly sheet: FactSheet;
  /** Where its keys begin by default; empty where everybody chooses. Read unless somebody configures others. */
  readonly prefixes: readonly string[];
  /**
   * Sets of names: a value that is no JSON object with all names of one of them is not shown to it, unless its key lies
   * in `claims`; with no set none is. Absent where it looks at every key and value.
   */
  readonly marks?: readonly (readonly string[])[];
  /** Reads no value that is a JSON object, and is shown none but of keys in `claims`. */
  readonly onlyTexts?: true;
  /** The prefix where it looks at every value, whatever it looks at elsewhere. */
  readonly claims?: string;
  /** Null where the entry does not have this format's shape: by its key first, then by its value. Pure; may throw. */
  readonly decode: (entry: Entry) => Reading | null;
  /** Absent where its values cannot be edited: what its sheet says of draining then needs no edit. */
  readonly edits?: Edits;
  /** Where keys beside it govern an instance: those for one of its keys. Undefined where none can be written. */
  readonly rules?: (key: string) => RuleKeys | undefined;
}
