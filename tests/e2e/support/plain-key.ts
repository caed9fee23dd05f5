import type { EtcdWriter } from '../../support/etcd-writer';

/** What stands under one key, in the layout `plain-flat`; what is left out is of no interest to the test. */
export interface PlainValue {
  readonly address?: string;
  readonly port?: number;
  readonly version?: string;
  readonly health?: 'healthy' | 'warning' | 'unhealthy';
  readonly tags?: readonly string[];
  readonly meta?: Readonly<Record<string, string>>;
}

/** One instance of a service in etcd; the key names it unless the service's name is no key. */
export interface PlainInstance {
  readonly service: string;
  readonly id?: string;
  /** Between the prefix and the id; the service's name where it is left out. */
  readonly folder?: string;
}

export function plainKey({ service, id = '1', folder = service }: PlainInstance): string {
  return `/services/${folder}/${id}`;
}

export function plainValue(service: string, value: PlainValue = {}): string {
  return JSON.stringify({ name: service, address: '10.0.0.1', port: 8080, health: 'healthy', ...value });
}

export async function putPlain(writer: EtcdWriter, instance: PlainInstance, value: PlainValue = {}): Promise<void> {
  await writer.put(plainKey(instance)).value(plainValue(instance.service, value));
}
