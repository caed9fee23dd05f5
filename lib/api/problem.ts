import { isActionError } from '../actions/action-error';
import { isRegistryError } from '../domain/errors';
import { isSimulatorError } from '../simulator/simulator-error';
import { isStorageError } from '../storage/storage-error';

const STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'foreign-origin': 403,
  'read-only': 403,
  'unknown-route': 404,
  'unknown-registry': 404,
  'unknown-service': 404,
  'unknown-instance': 404,
  'unknown-action': 404,
  'unknown-change': 404,
  'unknown-user': 404,
  'unknown-token': 404,
  'unknown-target': 404,
  'unknown-mute': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'confirmation-required': 409,
  refused: 409,
  'too-large': 413,
  'wrong-content-type': 415,
  'foreign-host': 421,
  'simulation-too-large': 422,
  'simulation-too-long': 422,
  'rate-limited': 429,
  'too-many-simulations': 429,
  internal: 500,
  'registry-unavailable': 503,
  'identity-provider-unavailable': 503,
  'storage-unavailable': 503,
} as const;

/** After which it is worth asking for a simulation again, in seconds. */
const SIMULATION_WAIT_S = 10;

export type ProblemCode = keyof typeof STATUS;

/** An error that a client is told of, RFC 9457. `detail` says what was wrong and what was expected. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  /** In how many seconds to try again, where that helps. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail: string, retryAfterSeconds?: number) {
    super(detail);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** The problem that a thrown value means to a client; null for a fault of Rollcall's own, which is not explained to it. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (isActionError(error)) return new Problem(error.code, error.message);
  if (isSimulatorError(error))
    return new Problem(
      error.code,
      error.message,
      error.code === 'too-many-simulations' ? SIMULATION_WAIT_S : undefined,
    );
  if (isRegistryError(error)) return new Problem('registry-unavailable', error.message);
  // It may name tables and servers: the log has it, the client need not.
  if (isStorageError(error))
    return new Problem('storage-unavailable', 'The database does not answer; the log of Rollcall says why.');
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
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        ...(problem.retryAfterSeconds !== undefined && { 'retry-after': String(problem.retryAfterSeconds) }),
      },
    },
  );
}
