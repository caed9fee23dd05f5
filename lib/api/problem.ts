import { RegistryError } from '../domain/errors';

const STATUS = {
  malformed: 400,
  unsupported: 400,
  'foreign-origin': 403,
  'read-only': 403,
  'unknown-route': 404,
  'unknown-registry': 404,
  'unknown-service': 404,
  'unknown-instance': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-large': 413,
  'wrong-content-type': 415,
  'foreign-host': 421,
  internal: 500,
  'registry-unavailable': 503,
} as const;
export type ProblemCode = keyof typeof STATUS;

/** An error that a client is told of, RFC 9457. `detail` says what was wrong and what was expected. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;

  constructor(code: ProblemCode, detail: string) {
    super(detail);
    this.code = code;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** The problem that a thrown value means to a client; null for a fault of Rollcall's own, which is not explained to it. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof RegistryError) return new Problem('registry-unavailable', error.message);
  return null;
}

/** `application/problem+json` */
export function problemResponse(problem: Problem): Response {
  return new Response(
    JSON.stringify({
      type: `urn:rollcall:problem:${problem.code}`,
      title: problem.code.replaceAll('-', ' '),
      status: problem.status,
      detail: problem.message,
      code: problem.code,
    }),
    {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    },
  );
}
