import type { EtcdClient } from '../client';
import type { Header, KeyValue, RangeRequest, RangeResponse } from '../wire';

interface TxnResponse {
  readonly header: Header;
  readonly responses: readonly { readonly response_range?: RangeResponse }[];
}

/** etcd takes 128 in one transaction. */
const RANGES_AT_ONCE = 100;

/** What is under these keys and ranges, all at one revision. @throws RegistryError */
export async function readKeys(
  client: EtcdClient,
  ranges: readonly Pick<RangeRequest, 'key' | 'range_end'>[],
  signal: AbortSignal,
): Promise<readonly KeyValue[]> {
  const kvs: KeyValue[] = [];
  let revision: string | undefined;
  for (let at = 0; at < ranges.length; at += RANGES_AT_ONCE) {
    const success = ranges
      .slice(at, at + RANGES_AT_ONCE)
      .map((range) => ({ request_range: { ...range, ...(revision !== undefined && { revision }) } }));
    const payload = { compare: [], success, failure: [] };
    const answer = await client.request<TxnResponse>({ service: 'KV', method: 'Txn', payload }, signal);
    revision ??= answer.header.revision;
    for (const { response_range } of answer.responses) kvs.push(...(response_range?.kvs ?? []));
  }
  return kvs;
}

/** A key as it was then; undefined where it was not there. @throws RegistryError, `compacted` where nobody knows */
export async function readKeyAt(
  client: EtcdClient,
  { key, revision }: { readonly key: Buffer; readonly revision: string },
  signal: AbortSignal,
): Promise<KeyValue | undefined> {
  const request = { service: 'KV', method: 'Range', payload: { key, revision } } as const;
  return (await client.request<RangeResponse>(request, signal)).kvs[0];
}
