import { type ClientDuplexStream, Metadata } from '@grpc/grpc-js';
import { RegistryError } from '../../domain/errors';
import { abortable } from './abortable';
import { bindMethod, createMembers, type Member } from './members';
import type { EtcdDeps, EtcdOptions } from './options';
import { createSharedToken } from './shared-token';
import { callMember, type UnaryRequest } from './unary-call';
import type { WatchResponse } from './wire';

export type WatchCall = ClientDuplexStream<object, WatchResponse>;

/** Requests and watch streams to one cluster, with its token, over one member at a time. */
export interface EtcdClient {
  /** The member in use, as configured. */
  endpoint(): string;
  /** Asks the member in use, and the others in turn when it cannot be reached. @throws RegistryError */
  request<T>(request: UnaryRequest, signal: AbortSignal): Promise<T>;
  /** Asks every member; in the order configured, each with its answer or its error. */
  requestEach<T>(
    request: UnaryRequest,
    signal: AbortSignal,
  ): Promise<readonly { endpoint: string; answer: T | RegistryError }[]>;
  /** Opens a watch stream to the member in use. @throws RegistryError when there is no token to be had */
  openWatch(signal: AbortSignal): Promise<WatchCall>;
  /** Turns to the next member, over a new connection. */
  rotate(): void;
  /** The token of the last watch is not used again. */
  forgetToken(): void;
  close(): void;
}

const REQUEST_TIMEOUT_MS = 5_000;

export function createEtcdClient(options: EtcdOptions, deps: EtcdDeps): EtcdClient {
  const members = createMembers(options);
  const timeoutMs = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  const { clock } = deps;
  const lifetime = new AbortController();
  let current = 0;
  let watchToken: string | null = null;

  const memberAt = (offset: number): Member => {
    const member = members[(current + offset) % members.length];
    if (!member) throw new RegistryError('internal', 'no etcd endpoint is configured');
    return member;
  };

  const shared = createSharedToken(async () => {
    const { username: name, password } = options.auth ?? {};
    const request = { service: 'Auth', method: 'Authenticate', payload: { name, password } } as const;
    const answer = await askInTurn<{ token: string }>(request, new Metadata(), lifetime.signal);
    return answer.token;
  });
  const tokenFor = async (signal: AbortSignal) => (options.auth ? abortable(shared.get(), signal) : null);

  const askInTurn = async <T>(request: UnaryRequest, metadata: Metadata, signal: AbortSignal): Promise<T> => {
    let failure: unknown;
    for (let offset = 0; offset < members.length; offset += 1) {
      try {
        return await callMember<T>(memberAt(offset), request, { metadata, timeoutMs, clock, signal });
      } catch (error) {
        signal.throwIfAborted();
        if (!isMemberFault(error)) throw error;
        failure ??= error;
      }
    }
    throw failure;
  };

  const withFreshToken = async <T>(ask: (metadata: Metadata) => Promise<T>, signal: AbortSignal): Promise<T> => {
    const token = await tokenFor(signal);
    try {
      return await ask(metadataWith(token));
    } catch (error) {
      if (token === null || !(error instanceof RegistryError) || error.code !== 'unauthenticated') throw error;
      shared.forget(token);
      return ask(metadataWith(await tokenFor(signal)));
    }
  };

  return {
    endpoint: () => memberAt(0).endpoint,
    request: (request, signal) => withFreshToken((metadata) => askInTurn(request, metadata, signal), signal),
    requestEach: (request, signal) =>
      Promise.all(
        members.map(async (member) => {
          const ask = (metadata: Metadata) =>
            callMember<never>(member, request, { metadata, timeoutMs, clock, signal });
          const answer = await withFreshToken(ask, signal).catch((error: unknown) => {
            if (error instanceof RegistryError) return error;
            throw error;
          });
          return { endpoint: member.endpoint, answer };
        }),
      ),
    async openWatch(signal) {
      watchToken = await tokenFor(signal);
      signal.throwIfAborted();
      const { client, definition } = bindMethod(memberAt(0), 'Watch', 'Watch');
      const { path, requestSerialize, responseDeserialize } = definition;
      return client.makeBidiStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        metadataWith(watchToken),
      ) as WatchCall;
    },
    rotate() {
      memberAt(0).host.resetAllServices();
      current = (current + 1) % members.length;
    },
    forgetToken() {
      if (watchToken !== null) shared.forget(watchToken);
    },
    close() {
      lifetime.abort();
      for (const member of members) member.host.close();
    },
  };
}

function metadataWith(token: string | null): Metadata {
  const metadata = new Metadata();
  // Without it a member cut off from its leader stays silent instead of failing.
  metadata.set('hasleader', 'true');
  if (token !== null) metadata.set('token', token);
  return metadata;
}

/** Whether another member may do better. */
function isMemberFault(error: unknown): boolean {
  return error instanceof RegistryError && (error.code === 'unreachable' || error.code === 'no-leader');
}
