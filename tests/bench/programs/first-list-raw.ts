import { createEtcdStore, PREFIX } from '../etcd-store';
import { residentBytes } from '../memory';

// The floor of a first list: the npm client reads every key of the prefix and parses every value as JSON.
// Argument: the endpoint. Message out: `{ms, instances, bytes}`.
const [endpoint = ''] = process.argv.slice(2);
const { client } = createEtcdStore(endpoint);
const before = await residentBytes();
const began = performance.now();
const values = await client.getAll().prefix(PREFIX).json();
const ms = performance.now() - began;
const bytes = (await residentBytes()) - before;
process.send?.({ ms, instances: Object.keys(values).length, bytes });
