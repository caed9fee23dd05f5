import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../support/manual-clock';
import { anyCritical, notifying, webhook } from '../support/notifying';
import { type PostgresServer, startPostgres, withoutPostgres } from '../support/postgres-server';
import { startReceiver } from '../support/receiver';

describe.skipIf(withoutPostgres)('two replicas on one PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  it('tell once between them, both show it, and the other goes on when one leaves', async () => {
    const url = await server.database();
    await using receiver = await startReceiver();
    const clock = manualClock();
    const settings = { rules: [anyCritical()], targets: [webhook(receiver.url)] };
    await using second = await (async () => {
      await using first = await notifying({ url }, settings, { clock });
      first.put('pay', 'critical');
      await first.until(() => receiver.received.length === 1);
      const other = await notifying({ url }, settings, { clock });
      other.put('pay', 'critical');
      await first.pass(10);
      for (const { notifications } of [first, other]) {
        expect((await notifications.overview()).alerts).toMatchObject([{ service: 'pay', phase: 'firing' }]);
      }
      return other;
    })();
    await second.pass(10);
    expect(receiver.received.map(({ body }) => body.status)).toEqual(['firing']);
    second.put('pay', 'passing');
    await second.until(() => receiver.received.length === 2);
    await second.pass(10);
    expect(receiver.received.map(({ body }) => body.status)).toEqual(['firing', 'resolved']);
  });
});
