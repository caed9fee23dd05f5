import type { Clock } from '../domain/clock';

export interface SessionRef {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Users' own tokens for registries: in this process alone, as long as their sessions. */
export interface Credentials {
  keep(session: SessionRef, registry: string, token: string): void;
  find(session: SessionRef, registry: string): { readonly token: string } | undefined;
  /** The registries that it keeps one for. */
  registriesOf(session: Pick<SessionRef, 'id'>): readonly string[];
  /** Of one registry, or of all when the session ends. */
  forget(session: Pick<SessionRef, 'id'>, registry?: string): void;
}

export function createCredentials(clock: Clock): Credentials {
  const kept = new Map<string, { readonly expiresAt: number; readonly tokens: Map<string, string> }>();
  const dropExpired = () => {
    for (const [id, { expiresAt }] of kept) if (expiresAt <= clock.now()) kept.delete(id);
  };
  return {
    keep({ id, expiresAt }, registry, token) {
      dropExpired();
      const entry = kept.get(id) ?? { expiresAt, tokens: new Map<string, string>() };
      kept.set(id, entry);
      entry.tokens.set(registry, token);
    },
    find({ id }, registry) {
      dropExpired();
      const token = kept.get(id)?.tokens.get(registry);
      return token === undefined ? undefined : { token };
    },
    registriesOf({ id }) {
      dropExpired();
      return [...(kept.get(id)?.tokens.keys() ?? [])].sort();
    },
    forget({ id }, registry) {
      if (registry === undefined) kept.delete(id);
      else kept.get(id)?.tokens.delete(registry);
    },
  };
}
