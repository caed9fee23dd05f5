import { type ChannelOptions, type Client, credentials, type ServiceClientConstructor } from '@grpc/grpc-js';
import { Host } from 'etcd3/lib/connection-pool.js';
import type { EtcdOptions } from './options';

export type EtcdService = 'KV' | 'Watch' | 'Lease' | 'Auth' | 'Cluster' | 'Maintenance';

/** One etcd server of the cluster. Its services share one connection, opened by the first call. */
export interface Member {
  readonly endpoint: string;
  readonly host: Host;
}

/** A service of a member with the definition of one of its methods. */
export interface BoundMethod {
  readonly client: Client;
  readonly definition: ServiceClientConstructor['service'][string];
}

const CHANNEL_OPTIONS: ChannelOptions = {
  // A page of a list is as large as its values; grpc-js would refuse more than 4 MiB.
  'grpc.max_receive_message_length': -1,
  // The server answers faster pings with GOAWAY too_many_pings; silence is found earlier by progress requests.
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.enable_retries': 0,
  'grpc-node.flow_control_window': 8 * 1024 * 1024,
};

let channels = 0;

/** The members in the order configured. Nothing is connected yet. */
export function createMembers(options: EtcdOptions): readonly Member[] {
  const secure = secureCredentials(options.tls);
  const insecure = credentials.createInsecure();
  channels += 1;
  // grpc-js shares connections between channels of equal options: a user agent of its own keeps registries apart.
  const channelOptions = { ...CHANNEL_OPTIONS, 'grpc.primary_user_agent': `rollcall/${channels}` };
  return options.endpoints.map((address) => {
    // What else an address may hold, a password even, is neither dialled nor shown.
    const { protocol, host } = new URL(address);
    const endpoint = `${protocol}//${host}`;
    return { endpoint, host: new Host(endpoint, protocol === 'https:' ? secure : insecure, channelOptions) };
  });
}

/** @throws when etcd3's protocol files do not know the method */
export function bindMethod(member: Member, service: EtcdService, method: string): BoundMethod {
  const client = member.host.getServiceClient(service);
  const definition = (client.constructor as ServiceClientConstructor).service[method];
  if (!definition) throw new Error(`etcd has no ${service}/${method}`);
  return { client, definition };
}

function secureCredentials(tls: EtcdOptions['tls']) {
  const pem = (text: string | Buffer | undefined) => (text === undefined ? null : Buffer.from(text));
  return credentials.createSsl(pem(tls?.ca), pem(tls?.key), pem(tls?.cert));
}
