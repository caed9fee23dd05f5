import { Feed } from '@/lib/feed/feed';
import { createEtcdRegistry } from '@/lib/registry/etcd/etcd-registry';
import { systemClock } from '@/lib/registry/system-clock';
import { quietLog } from '../../support/quiet-log';
import { PREFIX } from '../etcd-store';
import { residentBytes } from '../memory';

// Rollcall's first list: from nothing to a catalog that is live, as when the server starts. Argument: the endpoint.
// Message out: `{ms, instances, bytes}`.
const [endpoint = ''] = process.argv.slice(2);
const deps = { clock: systemClock, random: Math.random, log: quietLog };
const registry = createEtcdRegistry({ id: 'etcd', endpoints: [endpoint], prefixes: [PREFIX] }, deps);
const feed = new Feed({ registries: [registry], ...deps, epoch: 'bench' });
const isLive = new Promise<void>((resolve) => {
  feed.subscribe((entry) => 'link' in entry && entry.link?.state === 'live' && resolve());
});
const before = await residentBytes();
const began = performance.now();
const watching = new AbortController();
const running = feed.run(watching.signal);
await isLive;
const ms = performance.now() - began;
const bytes = (await residentBytes()) - before;
process.send?.({ ms, instances: [...feed.instances()].length, bytes });
watching.abort();
await running;
await registry.close();
