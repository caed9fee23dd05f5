// A Moleculer node of a test: `node moleculer-node.mjs <etcd endpoint> <nodeID>`. It tells of itself in etcd alone.
import { ServiceBroker } from 'moleculer';

const [endpoint, nodeID] = process.argv.slice(2);
const broker = new ServiceBroker({
  namespace: 'shop',
  nodeID,
  metadata: { region: 'eu', zone: 'eu-1' },
  transporter: 'Fake',
  logger: { type: 'Console', options: { level: 'warn', colors: false } },
  registry: { discoverer: { type: 'Etcd3', options: { etcd: { hosts: [endpoint] }, heartbeatTimeout: 10 } } },
});
broker.createService({ name: 'users', version: 2, metadata: { team: 'accounts' }, actions: { find: () => [] } });
broker.createService({ name: 'mail', actions: { send: () => true } });
await broker.start();
