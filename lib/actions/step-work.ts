import type { Clock, Random } from '../domain/clock';
import type { Log } from '../domain/log';
import type { Feed } from '../feed/feed';
import type { Credential } from '../registry/operations';
import type { AuditStore } from '../storage/audit-store';
import type { Sightings } from './sightings';
import type { Slots } from './slots';
import type { StepChange, StoredAction, StoredStep } from './stored-action';

/** One step under way. */
export interface StepWork {
  readonly action: Pick<StoredAction, 'id' | 'kind' | 'weight' | 'actor' | 'source' | 'reason'>;
  /** The step as it stands. */
  now(): StoredStep;
  /** Resolves once it is kept. */
  change(change: StepChange): Promise<void>;
  /** Whether nothing can have been written for it, by this process or an earlier one. */
  isUntouched(): boolean;
  /** Something may be written for it from now on. */
  touch(): void;
  /** The token of whoever asked last, where there is one. */
  credential(): Credential | undefined;
  /** Who asked to take it back; null for the clock. */
  revertBy(): string | null;
  /** Keeps other actions off the instance; false while one is at work there. */
  occupy(): Promise<boolean>;
  /** The action that undid it since then, ISO 8601, also of another process; null where none of Rollcall's did. */
  undoneSince(at: string): Promise<string | null>;
  /** Aborts when the action is to be taken back. */
  readonly revertAsked: AbortSignal;
}

export interface WorkDeps {
  readonly feed: Feed;
  readonly sightings: Sightings;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** How many writes are under way in each registry at a time. */
  readonly slots: (registry: string) => Slots;
}

/** How long a watched registry has to show what was written, in milliseconds. */
export const SEEN_WITHIN_MS = 15_000;
