import type { Finding } from './probe';

/** A probe that ended without an answer to judge. The message is for people and holds no secret. */
export class ProbeFailure extends Error {
  override readonly name = 'ProbeFailure';
  readonly status: Exclude<Finding['status'], 'passing'>;

  constructor(status: Exclude<Finding['status'], 'passing'>, message: string) {
    super(message);
    this.status = status;
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'no connection in time',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name service did not answer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is of an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate is of an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate is of an unknown authority',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
  HPE_HEADER_OVERFLOW: 'the headers of the answer are too large',
  ERR_INVALID_CHAR: 'a header has a character that cannot be sent',
  ERR_UNESCAPED_CHARACTERS: 'the path has a character that cannot be sent',
};

/** Could not even be asked: says nothing of the instance. */
const OURS = new Set(['ERR_INVALID_CHAR', 'ERR_UNESCAPED_CHARACTERS', 'EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS']);

/** The finding of a probe that threw. Only codes are read: what another message says may come from the other end. */
export function failedFinding(error: unknown): Finding {
  if (error instanceof ProbeFailure) return { status: error.status, output: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('HPE_') && !(code in SENTENCES)) return { status: 'critical', output: 'the answer is not HTTP' };
  return {
    status: OURS.has(code) ? 'unknown' : 'critical',
    output: SENTENCES[code] ?? `failed${code && ` (${code})`}`,
  };
}
