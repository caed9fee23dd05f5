/** What becomes of an operator's write to the key of a running instance. */
export type Fate =
  | { readonly kind: 'sticks' /** What undoes it in the end: "a restart or a lost lease". */; readonly until: string }
  | { readonly kind: 'undone' /** At most this long after. */; readonly withinSeconds: number }
  | { readonly kind: 'impossible'; readonly because: string };

/**
 * How an instance is taken out of rotation while it stays registered.
 * - `edit`: its own value says so, in words its clients honour.
 * - `rule`: a rule beside it says so.
 * - `park`: its key is put aside on its own lease.
 * - `impossible`: nothing from outside holds.
 */
export type DrainMeans =
  | { readonly kind: 'edit' /** "state=inactive" */; readonly writes: string }
  | { readonly kind: 'rule'; readonly writes: string }
  | { readonly kind: 'park' }
  | { readonly kind: 'impossible'; readonly because: string };

/** What is known of one format, as data: the pages and the actions read it. Sentences are for people. */
export interface FactSheet {
  readonly format: string;
  /** As its makers write it: "go-micro". */
  readonly title: string;
  /** Repository and files the facts were read from. */
  readonly source: string;
  /** The shape of its keys, `<name>` for what varies. */
  readonly keys: string;
  readonly value: string;
  readonly lease: {
    /** Its default; null where there is none. */ readonly ttlSeconds: number | null;
    readonly note: string;
  };
  /** Whether and when the framework writes its key again by itself. */
  readonly writesAgain: string;
  readonly deletion: Fate;
  readonly edit: Fate;
  readonly drain: DrainMeans;
  /**
   * How long after a write was seen done the framework may still undo it, in seconds, at most 50; absent for 0: what
   * is done stays so until something else happens.
   */
  readonly returnWindowSeconds?: number;
  readonly weight: {
    /** What its clients take where none is given; null where they know no weight. */
    readonly default: number | null;
    /** What weight 0 means to its clients: it is skipped, it is the default, or nothing as there are no weights. */
    readonly zero: 'skipped' | 'default' | 'none';
    readonly note: string;
  };
  /** What its clients do when the last instance goes. */
  readonly last: string;
  /** What makes its clients stop routing, and what they ignore. */
  readonly clients: string;
  /** The framework's word for each of Rollcall's: `{ service: 'name', rotation: 'state' }`. */
  readonly terms: Readonly<Record<string, string>>;
}

/** What one registry holds of one format, in keys. Every key is counted once. */
export interface FormatTally {
  readonly format: string;
  /** Keys that are an instance, or part of one. */
  readonly instances: number;
  /** Markers and configuration. */
  readonly belonging: number;
  /** Keys rejected for which this format is the nearest. */
  readonly rejected: number;
  readonly examples: readonly FormatExample[];
}

export interface FormatExample {
  readonly key: string;
  readonly as: 'instance' | 'belonging';
}
