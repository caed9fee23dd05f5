import type { TargetKind } from '../domain/notification';

/** Where messages are sent. It holds secrets: never log it, never send it. */
export interface Target {
  readonly id: string;
  readonly kind: TargetKind;
  readonly url: string;
  /** What a webhook is signed with; null for not at all. */
  readonly secret: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** What may be shown of where it is. */
export function hostOf({ url }: Target): string {
  return new URL(url).host;
}
