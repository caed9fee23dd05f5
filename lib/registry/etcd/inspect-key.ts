import { RegistryError } from '../../domain/errors';
import type { Inspection } from '../port';
import type { EtcdClient } from './client';
import { bytesOfText, textOfBytes } from './key-text';
import type { Leases } from './leases';
import type { KeyValue, RangeResponse } from './wire';

/** One key as etcd holds it, with what is left of its lease. @throws RegistryError */
export async function inspectKey(
  { client, leases }: { readonly client: EtcdClient; readonly leases: Leases },
  key: string,
  signal: AbortSignal,
): Promise<Inspection> {
  const kv = await readKey(client, key, signal);
  const id = kv.lease;
  const time = id === '0' ? undefined : (await leases.ask([id], signal)).get(id);
  return {
    raw: textOfBytes(kv.value),
    native: {
      key: textOfBytes(kv.key),
      create_revision: kv.create_revision,
      mod_revision: kv.mod_revision,
      version: kv.version,
      lease: id,
    },
    lease:
      id === '0'
        ? null
        : { id, ttlSeconds: time?.ttlSeconds ?? null, remainingSeconds: time?.remainingSeconds ?? null },
  };
}

async function readKey(client: EtcdClient, text: string, signal: AbortSignal): Promise<KeyValue> {
  for (const key of bytesOfText(text)) {
    const request = { service: 'KV', method: 'Range', payload: { key } } as const;
    const { kvs } = await client.request<RangeResponse>(request, signal);
    if (kvs[0]) return kvs[0];
  }
  throw new RegistryError('gone', 'the key is no longer there');
}
