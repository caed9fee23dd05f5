import { isIPv6 } from 'node:net';
import { ChannelCredentials, type ChannelOptions, Client, type ServiceError, status } from '@grpc/grpc-js';
import { formatAddress } from '../domain/instance';
import type { Dialled } from './choose-address';
import { decodeHealthResponse, encodeHealthRequest } from './health-message';
import type { Finding, GrpcProbe } from './probe';
import { ProbeFailure } from './probe-failure';
import { secureContext, serverNameOf } from './tls-context';

const METHOD = '/grpc.health.v1.Health/Check';

/** Asks once over a channel of its own, for SERVING. Rejects with a {@link ProbeFailure}. */
export async function probeGrpc(probe: GrpcProbe, dialled: Dialled, signal: AbortSignal): Promise<Finding> {
  const { address, port } = dialled;
  const scheme = isIPv6(address) ? 'ipv6' : 'ipv4';
  const client = new Client(`${scheme}:${formatAddress(address, port)}`, credentialsOf(probe), options(probe, dialled));
  try {
    const serving = await check(client, probe.service, signal);
    return { status: serving === 'SERVING' ? 'passing' : 'critical', output: `gRPC health ${serving}` };
  } finally {
    client.close();
  }
}

function check(client: Client, service: string, signal: AbortSignal) {
  return new Promise<ReturnType<typeof decodeHealthResponse>>((resolve, reject) => {
    const call = client.makeUnaryRequest(
      METHOD,
      encodeHealthRequest,
      decodeHealthResponse,
      service,
      (error, answer) => {
        signal.removeEventListener('abort', cancel);
        if (error) reject(new ProbeFailure('critical', sentence(error)));
        else if (answer === undefined) reject(new ProbeFailure('critical', 'closed without an answer'));
        else resolve(answer);
      },
    );
    const cancel = () => call.cancel();
    signal.addEventListener('abort', cancel, { once: true });
  });
}

/** The details of an error are the other end's words, so that only its code is told. */
function sentence({ code }: ServiceError): string {
  if (code === status.UNIMPLEMENTED) return 'gRPC UNIMPLEMENTED: there is no grpc.health.v1.Health';
  if (code === status.NOT_FOUND) return 'gRPC NOT_FOUND: the health service does not know this service';
  if (code === status.UNAVAILABLE) return 'gRPC UNAVAILABLE: no connection, or none that speaks gRPC';
  return `gRPC ${status[code] ?? code}`;
}

function credentialsOf({ tls }: GrpcProbe): ChannelCredentials {
  if (!tls) return ChannelCredentials.createInsecure();
  return ChannelCredentials.createFromSecureContext(secureContext(tls), { rejectUnauthorized: tls.verify });
}

function options({ tls }: GrpcProbe, dialled: Dialled): ChannelOptions {
  const serverName = tls ? serverNameOf(tls, dialled) : '';
  return {
    'grpc.default_authority': formatAddress(dialled.host, dialled.port),
    ...(serverName && { 'grpc.ssl_target_name_override': serverName }),
    // A proxy of the environment would resolve and dial for itself.
    'grpc.enable_http_proxy': 0,
    'grpc.enable_retries': 0,
    'grpc.service_config_disable_resolution': 1,
    // Shared connections are told apart by their credentials' context alone, not by whether they verify.
    'grpc.use_local_subchannel_pool': 1,
    'grpc.max_receive_message_length': 1024,
    'grpc.primary_user_agent': 'rollcall',
  };
}
