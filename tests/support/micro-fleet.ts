import type { EtcdWriter } from './etcd-writer';

/** Where go-micro has a node. */
export function microKey(service: string, node: string): string {
  return `/micro/registry/${service}/${node}`;
}

/** Registers nodes of a service as go-micro does, each on a lease of its own; gives the bytes of each. */
export async function registerMicro(
  writer: EtcdWriter,
  service: string,
  nodes: readonly string[],
): Promise<Record<string, string>> {
  const written: Record<string, string> = {};
  for (const [index, node] of nodes.entries()) {
    const value = JSON.stringify({
      name: service,
      version: '1.0.0',
      metadata: null,
      endpoints: [],
      nodes: [{ id: node, address: `10.0.0.${index + 1}:8080`, metadata: { registry: 'etcd' } }],
    });
    await writer.lease(120).put(microKey(service, node)).value(value);
    written[node] = value;
  }
  return written;
}
