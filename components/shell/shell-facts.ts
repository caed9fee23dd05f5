import type { Link } from '@/lib/domain/link';

/** What the frame around every page shows before the stream has spoken. */
export interface ShellFacts {
  /** In the order of configuration. */
  readonly registries: readonly { readonly id: string; readonly link: Link }[];
  readonly services: number;
}
