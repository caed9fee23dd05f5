import type { Random } from '../domain/clock';
import { formatAddress, type Health, type ObservedCheck } from '../domain/instance';
import type { HeldInstance } from '../registry/memory/record';
import { pick, wholeBetween } from './chance';

/** What an instance is and how it is reached: enough to write the output of a check. */
type Probed = Pick<HeldInstance, 'address' | 'port' | 'checks'>;

/** The checks of a new instance that nobody has probed yet. */
export function unprobed(probe: 'http' | 'grpc' | 'tcp' | 'none', port: number): ObservedCheck[] {
  const status = 'unknown';
  const tcp = { id: 'tcp', name: `tcp :${port}`, kind: 'tcp', status, output: '' } as const;
  const http = { id: 'http', name: 'GET /healthz', kind: 'http', status, output: '' } as const;
  const grpc = { id: 'grpc', name: 'grpc.health.v1.Health/Check', kind: 'grpc', status, output: '' } as const;
  return { http: [http, tcp], grpc: [grpc, tcp], tcp: [tcp], none: [] }[probe];
}

/** The checks after a probe found `health`, with outputs as real probes write them; `at` (ISO 8601) is when. */
export function probed(instance: Probed, health: Health, chance: { at: string; random: Random }): ObservedCheck[] {
  const { at, random } = chance;
  return instance.checks.map((check, index) => {
    // The first check is the one that decides; the port is open unless the process is gone.
    const complaint = index === 0 ? complain(instance, check, { health, random }) : undefined;
    const status = index === 0 ? health : 'passing';
    const output = complaint ?? greet(instance, check, random);
    return { ...check, status, output, since: check.status === status && check.since ? check.since : at };
  });
}

function greet(instance: Probed, check: ObservedCheck, random: Random): string {
  const took = `${wholeBetween(random, 1, 12)} ms`;
  if (check.kind === 'http') return `HTTP 200 OK in ${took}`;
  if (check.kind === 'grpc') return `SERVING in ${took}`;
  return `tcp connect ${formatAddress(instance.address, instance.port)}: success in ${took}`;
}

function complain(
  instance: Probed,
  check: ObservedCheck,
  found: { health: Health; random: Random },
): string | undefined {
  const { health, random } = found;
  const host = formatAddress(instance.address, instance.port);
  if (health === 'passing') return undefined;
  if (health === 'unknown') return 'starting: no probe has answered yet';
  if (check.kind === 'tcp')
    return `dial tcp ${host}: ${health === 'critical' ? 'connect: connection refused' : 'i/o timeout, retried once'}`;
  if (check.kind === 'grpc') return pick(random, health === 'critical' ? grpcFailures(host) : GRPC_WARNINGS);
  return pick(random, health === 'critical' ? httpFailures(host) : HTTP_WARNINGS);
}

const HTTP_WARNINGS = [
  'HTTP 429 Too Many Requests: {"retryAfterSeconds":2}',
  'HTTP 200 OK in 1840 ms, slower than 1000 ms',
  'HTTP 200 OK: {"status":"degraded","queue":{"depth":4812,"limit":5000}}',
];

const GRPC_WARNINGS = [
  'SERVING in 1310 ms, slower than 1000 ms',
  'rpc error: code = ResourceExhausted desc = too many concurrent streams; retried once',
];

function httpFailures(host: string): string[] {
  return [
    `HTTP 503 /healthz: dial tcp ${host}: connect: connection refused`,
    'HTTP 503 Service Unavailable: {"status":"down","database":"remaining connection slots are reserved"}',
    `Get "http://${host}/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    'HTTP 500 Internal Server Error: {"error":"x509: certificate has expired or is not yet valid"}',
  ];
}

function grpcFailures(host: string): string[] {
  return [
    `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp ${host}: connect: connection refused"`,
    'NOT_SERVING: lost the leader of partition 7',
    `rpc error: code = DeadlineExceeded desc = context deadline exceeded while waiting for ${host}`,
  ];
}
