import type { ActionKind } from './action';
import type { NewRegistration } from './new-registration';

export interface TargetRef {
  readonly registry: string;
  readonly instance: string;
}

/** All instances of a registry that meet every condition; `address` is a host or an `ip`, of any port. */
export interface TargetFilter {
  readonly registry: string;
  readonly service?: string | undefined;
  readonly node?: string | undefined;
  readonly address?: string | undefined;
  readonly q?: string | undefined;
}

/** What an operator asks for, of `POST /actions` and its preview. */
export interface ActionRequest {
  readonly kind: ActionKind;
  readonly targets: readonly TargetRef[] | { readonly filter: TargetFilter };
  readonly reason: string;
  /** Only of a drain. */
  readonly revertAfterSeconds?: number | undefined;
  /** Only of `set-weight`. */
  readonly weight?: number | undefined;
  /** Only of `register`, which has no targets. */
  readonly register?: (NewRegistration & { readonly registry: string }) | undefined;
  /** The revision of each instance as it was shown. */
  readonly expect?: Readonly<Record<string, string>> | undefined;
  /** The names of the services that the action endangers, typed by the operator. */
  readonly confirm?: string | readonly string[] | undefined;
}
