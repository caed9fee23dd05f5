import type { HealthEntry } from '../health-entry';

/** What a convention reads otherwise than plain Consul; what it leaves out is read plainly. */
export interface Reading {
  readonly version?: string | null;
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly endpoints?: readonly string[];
  readonly zone?: string | null;
}

/** How one framework writes itself into Consul. Everything it reads is hostile text. */
export interface Convention {
  readonly format: string;
  /** Null where the entry is not of this framework. */
  read(entry: HealthEntry): Reading | null;
}
