import type { Health } from '../domain/instance';

/** How the other end is spoken to over TLS. Texts in PEM. */
export interface TlsSettings {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** False takes any certificate. */
  readonly verify: boolean;
  /** The name asked for and expected in the certificate; the instance's own host where it is absent. */
  readonly serverName?: string | undefined;
}

/** HTTP statuses from `from` to `to`, both included. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

export interface HttpProbe {
  readonly kind: 'http';
  readonly method: 'GET' | 'HEAD';
  /** Begins with `/`; may have a query. */
  readonly path: string;
  /** May hold secrets. A `Host` among them wins over the instance's own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly statuses: readonly StatusRange[];
  /**
   * A text that has to be within the first `maxBytes` of the body; nothing beyond is read. A plain text, as a pattern
   * over a hostile body could hold the process up. Null: the body is not read.
   */
  readonly body: { readonly contains: string; readonly maxBytes: number } | null;
  /** Null speaks plain HTTP. */
  readonly tls: TlsSettings | null;
}

/** Passing where a connection is taken. */
export interface TcpProbe {
  readonly kind: 'tcp';
}

/** grpc.health.v1.Health/Check. */
export interface GrpcProbe {
  readonly kind: 'grpc';
  /** Empty asks for the server as a whole. */
  readonly service: string;
  readonly tls: TlsSettings | null;
}

export type Probe = HttpProbe | TcpProbe | GrpcProbe;

/** What one probe found. `unknown`: it could not be made, which says nothing of the instance. */
export interface Finding {
  readonly status: Exclude<Health, 'warning'>;
  /** A short sentence; never a secret, never a body. */
  readonly output: string;
}
