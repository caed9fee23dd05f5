import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/domain/instance';
import { CATALOG_REGISTRATIONS } from '../fixtures/consul/catalog-registrations';
import { FRAMEWORK_REGISTRATIONS } from '../fixtures/consul/framework-registrations';
import { ODD_REGISTRATIONS } from '../fixtures/consul/odd-registrations';
import { type ApiClient, apiClient } from '../support/api-client';
import { consulClient } from '../support/consul-client';
import { type ConsulServer, startConsul, withoutConsul } from '../support/consul-server';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const REGISTRATIONS = [...FRAMEWORK_REGISTRATIONS, ...CATALOG_REGISTRATIONS, ...ODD_REGISTRATIONS];

describe.skipIf(withoutConsul)('framework conventions through a real agent', () => {
  let consul: ConsulServer;
  let rollcall: RollcallServer;
  let api: ApiClient;
  beforeAll(async () => {
    consul = await startConsul();
    const client = consulClient(consul.address);
    for (const { to, body } of REGISTRATIONS) {
      await (to === 'agent' ? client.register(body) : client.registerInCatalog(body));
    }
    rollcall = await startRollcall({ env: { CONSUL_HTTP_ADDR: consul.address } });
    api = apiClient(rollcall.url);
  });
  afterAll(async () => {
    await rollcall[Symbol.asyncDispose]();
    await consul[Symbol.asyncDispose]();
  });

  it.each(REGISTRATIONS)('reads $title', async ({ seen }) => {
    const instance = await eventually(async () => {
      const { items } = await api.get(`/api/v1/instances?registry=consul&service=${seen.service}`);
      return items.length === 1 && (items[0] as Instance);
    });
    const sorted = { ...instance, tags: [...instance.tags].sort() };
    expect(sorted).toMatchObject(seen.tags ? { ...seen, tags: [...seen.tags].sort() } : seen);
    // Nothing may be left over in it.
    if (seen.metadata) expect(instance.metadata).toEqual(seen.metadata);
  });

  it('finds them by their format, and rejects none', async () => {
    const formats = Map.groupBy(REGISTRATIONS, ({ seen }) => seen.format);
    for (const [format, registrations] of formats) {
      const services = registrations.map(({ seen }) => seen.service).sort();
      const found = await eventually(async () => {
        const { items } = await api.get(`/api/v1/instances?registry=consul&format=${format}&limit=1000`);
        // Consul registers itself, too.
        const others = items.filter(({ service }: Instance) => service !== 'consul');
        return others.length >= services.length && others;
      });
      expect(found.map(({ service }: Instance) => service).sort()).toEqual(services);
    }
    expect((await api.get('/api/v1/rejected?registry=consul')).items).toEqual([]);
  });
});
