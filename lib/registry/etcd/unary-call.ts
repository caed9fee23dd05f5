import type { Metadata } from '@grpc/grpc-js';
import type { Clock } from '../../domain/clock';
import { decodeRangeResponse } from './decode-range';
import { toRegistryError } from './errors';
import { bindMethod, type EtcdService, type Member } from './members';

export interface UnaryRequest {
  readonly service: EtcdService;
  readonly method: string;
  readonly payload: object;
  /** Where it may take longer than others. */
  readonly timeoutMs?: number;
}

export interface CallContext {
  readonly metadata: Metadata;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** One request to one member; an abort ends it at once. @throws RegistryError, or the signal's reason */
export function callMember<T>(member: Member, request: UnaryRequest, context: CallContext): Promise<T> {
  const { signal } = context;
  return new Promise<T>((resolve, reject) => {
    signal.throwIfAborted();
    const { client, definition } = bindMethod(member, request.service, request.method);
    const call = client.makeUnaryRequest(
      definition.path,
      definition.requestSerialize,
      request.method === 'Range' ? decodeRangeResponse : definition.responseDeserialize,
      request.payload,
      context.metadata,
      { deadline: context.clock.now() + (request.timeoutMs ?? context.timeoutMs) },
      (error, answer) => {
        signal.removeEventListener('abort', abort);
        if (error) reject(signal.aborted ? signal.reason : toRegistryError(error, member.endpoint));
        else resolve(answer as T);
      },
    );
    const abort = () => {
      call.cancel();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
  });
}
