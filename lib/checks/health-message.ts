/**
 * The two messages of grpc.health.v1 (github.com/grpc/grpc, src/proto/grpc/health/v1/health.proto), written by hand as
 * they have one field each: `HealthCheckRequest { string service = 1 }`, `HealthCheckResponse { ServingStatus status = 1 }`.
 */
export type ServingStatus = 'UNKNOWN' | 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN';

const STATUSES = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const satisfies readonly ServingStatus[];
const STRING_FIELD_1 = 0x0a;
const VARINT_FIELD_1 = 0x08;

/** A HealthCheckRequest. */
export function encodeHealthRequest(service: string): Buffer {
  const name = Buffer.from(service);
  if (name.length === 0) return name;
  const length: number[] = [];
  let rest = name.length;
  for (; rest > 0x7f; rest >>>= 7) length.push((rest & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([STRING_FIELD_1, ...length, rest]), name]);
}

/** The status of a HealthCheckResponse; UNKNOWN for an empty one (proto3's default) and for what it does not know. */
export function decodeHealthResponse(bytes: Buffer): ServingStatus {
  const [tag, value] = bytes;
  if (tag !== VARINT_FIELD_1 || value === undefined) return 'UNKNOWN';
  return STATUSES[value] ?? 'UNKNOWN';
}
