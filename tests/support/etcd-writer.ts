import { Etcd3 } from 'etcd3';

/** A client of its own for a test to write with, through etcd's npm client; leaving its scope closes it. */
export type EtcdWriter = Etcd3 & Disposable;

export function etcdWriter(hosts: string | string[], auth?: { username: string; password: string }): EtcdWriter {
  const client = new Etcd3({ hosts, ...(auth && { auth }) });
  return Object.assign(client, { [Symbol.dispose]: () => client.close() });
}
