import type { ActionKind } from './action';
import type { Fate } from './fact-sheet';
import type { Impact } from './impact';
import type { SimulatedImpact } from './simulated-impact';

/** One literal write: a key, or a call to an agent. */
export interface PlannedWrite {
  /** `put /services/orders/a`, `PUT http://10.0.0.1:8500/v1/agent/service/maintenance/web-1?enable=true` */
  readonly what: string;
  /** What is there now; null where nothing is, absent where it is no value. Bytes that are not UTF-8 are written `\xNN`. */
  readonly before?: string | null;
  readonly after?: string | null;
}

/** What an action would do to one target. */
export interface TargetPreview {
  readonly registry: string;
  readonly service: string;
  readonly instance: string;
  readonly address: string;
  readonly format: string;
  /** To be sent back in `expect`, so that nothing is done to what has changed meanwhile; null where refused. */
  readonly revision: string | null;
  /** Why it cannot be done from outside. The other fields of what would happen are then empty. */
  readonly refusal?: string;
  /** It is so already: nothing is written. */
  readonly isAlreadySo: boolean;
  readonly means: string | null;
  readonly writes: readonly PlannedWrite[];
  readonly fate: Fate | null;
  readonly warnings: readonly string[];
  /** How long Rollcall watches after it is done whether it comes back, in seconds. */
  readonly returnWindowSeconds: number;
  /** Whether it can be taken back. */
  readonly isRevertible: boolean;
}

/** What an action would do, before anything is touched. */
export interface ActionPreview {
  readonly kind: ActionKind;
  readonly targets: readonly TargetPreview[];
  readonly services: readonly Impact[];
  /** By the policies they are said to use; not of services that are very large, nor of more than a few. */
  readonly simulation: readonly SimulatedImpact[];
  /** The services whose names have to be typed, as the action endangers them; each goes into `confirm`. */
  readonly confirm: readonly string[];
}
