import type { Etcd3 } from 'etcd3';

/** Watches a prefix with nothing between the gRPC stream and `onValue`; resolves once etcd watches. */
export async function watchRaw(client: Etcd3, prefix: string, onValue: (value: string) => void): Promise<() => void> {
  const stream = await client.watchClient.watch();
  const end = Buffer.from(prefix);
  end.writeUInt8((end.at(-1) ?? 0) + 1, end.length - 1);
  const created = Promise.withResolvers<void>();
  stream.on('data', (response) => {
    if (response.created) created.resolve();
    for (const event of response.events) onValue(event.kv.value.toString());
  });
  stream.on('error', () => undefined);
  stream.write({ create_request: { key: Buffer.from(prefix), range_end: end } });
  await created.promise;
  return () => stream.cancel();
}
