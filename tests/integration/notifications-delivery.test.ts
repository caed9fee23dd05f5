import { describe, expect, it } from 'vitest';
import { anyCritical, notifying, webhook } from '../support/notifying';
import { type Receiver, signatureOf, startReceiver } from '../support/receiver';
import { testedDatabases } from '../support/storage-places';

/** `status: services` of each message, in the order of arrival. */
function told({ received }: Receiver): string[] {
  return received.map(({ body }) => `${body.status}: ${body.alerts.map(serviceOf).join(' ')}`);
}

function serviceOf({ service }: { service: string }): string {
  return service;
}

describe.each(testedDatabases())('messages, kept in $name', ({ place }) => {
  it('are one firing and one resolved for instances that flap, through an outage of the receiver', async () => {
    await using database = await place();
    await using receiver = await startReceiver();
    const settings = {
      rules: [anyCritical()],
      targets: [webhook(receiver.url)],
      publicUrl: 'https://rollcall.example',
    };
    await using at = await notifying(database.place, settings);
    at.put('pay', 'passing');
    at.put('shop', 'passing');
    await receiver.close();
    const untilPay = (isSo: boolean) =>
      at.until(async () => {
        const { alerts } = await at.notifications.overview();
        return alerts.some((alert) => alert.service === 'pay' && alert.isSo === isSo);
      });
    at.put('shop', 'critical');
    for (let times = 0; times < 6; times += 1) {
      at.put('pay', 'critical');
      await untilPay(true);
      at.put('pay', 'passing');
      await untilPay(false);
    }
    at.put('shop', 'passing');
    await at.until(async () => (await at.notifications.overview()).targets[0]?.waiting === 2);
    expect(receiver.received).toEqual([]);
    const waiting = await at.notifications.deliveries({ limit: 10 });
    expect(waiting.items.map(({ status, state }) => `${status} ${state}`)).toEqual([
      'resolved waiting',
      'firing waiting',
    ]);
    expect(waiting.items[1]?.detail).toContain('ECONNREFUSED');

    await receiver.open();
    await at.until(() => receiver.received.length === 2);
    await at.pass(30);
    expect(told(receiver)).toEqual(['firing: pay shop', 'resolved: pay shop']);
    const [firing, resolved] = receiver.received;
    for (const message of receiver.received) {
      expect(message.headers['x-rollcall-signature']).toBe(signatureOf(message, 'hook-s3cret'));
      expect(message.headers['x-rollcall-delivery']).toBe(message.body.id);
    }
    expect(firing?.body).toMatchObject({
      version: 1,
      rule: 'any',
      alerts: [
        {
          registry: 'r',
          service: 'pay',
          state: 'critical',
          summary: expect.stringMatching(/^[01] of 1 critical$/),
          instances: [{ id: 'pay', health: 'critical', rotation: 'in' }],
          url: 'https://rollcall.example/registries/r/services/pay',
        },
        { service: 'shop' },
      ],
    });
    expect(resolved?.body.alerts[0]).toMatchObject({ summary: '0 of 1 critical', instances: [{ health: 'passing' }] });
    const { items } = await at.notifications.deliveries({ limit: 10 });
    expect(items.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(items[1]?.attempts).toBeGreaterThan(2);
    expect(await at.notifications.overview()).toMatchObject({
      alerts: [],
      rules: [{ state: 'ok' }],
      targets: [{ waiting: 0 }],
    });
  });

  it('are told once over restarts, and what was firing is resolved after one', async () => {
    await using database = await place();
    await using receiver = await startReceiver();
    await using at = await notifying(database.place, { rules: [anyCritical()], targets: [webhook(receiver.url)] });
    at.put('pay', 'critical');
    await at.until(() => receiver.received.length === 1);
    for (let times = 0; times < 3; times += 1) {
      await at.restart(60_000);
      await at.pass(5);
    }
    expect(told(receiver)).toEqual(['firing: pay']);
    expect((await at.notifications.overview()).alerts).toMatchObject([{ service: 'pay', phase: 'firing' }]);

    await receiver.close();
    at.put('pay', 'passing');
    await at.until(async () => (await at.notifications.overview()).targets[0]?.waiting === 1);
    await at.restart(60_000);
    await receiver.open();
    await at.until(() => receiver.received.length === 2);
    await at.pass(10);
    expect(told(receiver)).toEqual(['firing: pay', 'resolved: pay']);
  });

  it('say nothing of what is muted, and what still fires when that is over', async () => {
    await using database = await place();
    await using receiver = await startReceiver();
    await using at = await notifying(database.place, { rules: [anyCritical()], targets: [webhook(receiver.url)] });
    const scope = { rule: 'any', registry: null, service: 'pay' };
    const mute = await at.notifications.mute({ ...scope, reason: 'known', by: 'ada' }, 3_600);
    at.put('pay', 'critical');
    at.put('shop', 'critical');
    await at.until(() => receiver.received.length === 1);
    await at.pass(5);
    expect(told(receiver)).toEqual(['firing: shop']);
    expect(await at.notifications.overview()).toMatchObject({
      alerts: [
        { service: 'pay', phase: 'firing', toldAt: null, mutedUntil: mute.until },
        { service: 'shop', phase: 'firing', toldAt: expect.any(String), mutedUntil: null },
      ],
      mutes: [{ reason: 'known', by: 'ada' }],
      rules: [{ mutedUntil: null }],
    });
    await at.notifications.unmute(mute.id);
    await at.until(() => receiver.received.length === 2);
    expect(told(receiver)).toEqual(['firing: shop', 'firing: pay']);
  });

  it('are given up where nobody takes them, and the next are tried', async () => {
    await using database = await place();
    await using receiver = await startReceiver();
    receiver.answer = (response, { body }) =>
      void (body.status === 'firing'
        ? response.writeHead(401).end('hook-s3cret is no good')
        : response.writeHead(204).end());
    await using at = await notifying(database.place, { rules: [anyCritical()], targets: [webhook(receiver.url)] });
    at.put('pay', 'critical');
    await at.until(() => receiver.received.length === 1);
    at.put('pay', 'passing');
    await at.until(() => receiver.received.some(({ body }) => body.status === 'resolved'));
    await at.until(async () => (await at.notifications.overview()).targets[0]?.waiting === 0);
    const { items } = await at.notifications.deliveries({ limit: 10 });
    expect(items).toMatchObject([
      { status: 'resolved', state: 'delivered' },
      { status: 'firing', state: 'failed', attempts: 8, detail: 'answered 401: … is no good', nextAt: null },
    ]);
    expect(new Set(receiver.received.slice(0, 8).map(({ body }) => body.id)).size).toBe(1);
  });

  it('are kept for every target apart: one that does not answer holds up no other', async () => {
    await using database = await place();
    await using receiver = await startReceiver();
    await using silent = await startReceiver();
    silent.answer = () => undefined;
    const targets = [
      webhook(receiver.url),
      webhook(silent.url, { id: 'silent', timeoutMs: 1_000 }),
      webhook(receiver.url, { id: 'chat', kind: 'slack', secret: null }),
    ];
    await using at = await notifying(database.place, {
      rules: [anyCritical({ targets: ['silent', 'hook', 'chat'] })],
      targets,
    });
    at.put('pay', 'critical');
    await at.until(() => receiver.received.length === 2);
    expect(receiver.received.map(({ body }) => body.status ?? body.text.split('\n')[0]).sort()).toEqual([
      '*Firing: any*',
      'firing',
    ]);
    await at.until(async () => {
      const { items } = await at.notifications.deliveries({ limit: 10 });
      return items.some(({ target, detail }) => target === 'silent' && detail === 'no answer within 1 s');
    });
  });

  it('tell of every service, however many there are, and that each is well again', { timeout: 120_000 }, async () => {
    await using database = await place();
    await using hook = await startReceiver();
    await using manager = await startReceiver();
    await using chat = await startReceiver();
    const targets = [
      webhook(hook.url),
      webhook(manager.url, { id: 'manager', kind: 'alertmanager', secret: null }),
      webhook(chat.url, { id: 'chat', kind: 'slack', secret: null }),
    ];
    const rules = [anyCritical({ targets: ['hook', 'manager', 'chat'] })];
    await using at = await notifying(database.place, { rules, targets });
    const services = Array.from({ length: 250 }, (_, index) => `s${String(index).padStart(3, '0')}`);
    const named = ({ received }: Receiver, status: string) =>
      received.flatMap(({ body }) => (body.status === status ? body.alerts : []).map(serviceOf)).sort();
    const managed = (isFiring: boolean) => {
      const alerts = manager.received.flatMap(({ body }) => body as { labels: { service: string }; endsAt: string }[]);
      const wanted = alerts.filter(({ endsAt }) => Date.parse(endsAt) > at.clock.now() === isFiring);
      return wanted.map(({ labels }) => labels.service).sort();
    };
    for (const service of services) at.put(service, 'critical');
    await at.until(() => named(hook, 'firing').length >= 250 && managed(true).length >= 250);
    expect(named(hook, 'firing')).toEqual(services);
    expect(managed(true)).toEqual(services);
    manager.received.length = 0;
    await at.pass(61);
    await at.until(() => managed(true).length >= 250);
    expect(managed(true)).toEqual(services);
    for (const service of services) at.put(service, 'passing');
    await at.until(() => named(hook, 'resolved').length >= 250 && managed(false).length >= 250);
    expect(named(hook, 'resolved')).toEqual(services);
    expect(managed(false)).toEqual(services);
    await at.until(() => chat.received.length === 2);
    expect(chat.received[0]?.body.text).toContain('and 235 more');
  });

  it('are repeated for every group that still fires', async () => {
    await using database = await place();
    await using receiver = await startReceiver();
    const rules = [anyCritical({ groupBy: 'service', repeatAfterMs: 10_000 })];
    await using at = await notifying(database.place, { rules, targets: [webhook(receiver.url)] });
    at.put('pay', 'critical');
    at.put('shop', 'critical');
    await at.until(() => receiver.received.length === 2);
    await at.pass(11);
    await at.until(() => receiver.received.length === 4);
    expect(told(receiver)).toEqual(['firing: pay', 'firing: shop', 'firing: pay', 'firing: shop']);
  });

  it('come to an Alertmanager one after the other: what still fires is never told again after it was told to be well', async () => {
    await using database = await place();
    await using receiver = await startReceiver();
    const target = webhook(receiver.url, { kind: 'alertmanager', secret: null, timeoutMs: 60_000 });
    await using at = await notifying(database.place, { rules: [anyCritical()], targets: [target] });
    at.put('pay', 'critical');
    await at.until(() => receiver.received.length === 1);
    let release = () => {};
    receiver.answer = (response) => {
      release = () => response.writeHead(200).end();
    };
    await at.until(() => receiver.received.length === 2);
    at.put('pay', 'passing');
    await at.until(async () => (await at.notifications.overview()).targets[0]?.waiting === 1);
    await at.pass(5);
    expect(receiver.received).toHaveLength(2);
    receiver.answer = (response) => void response.writeHead(200).end();
    release();
    await at.until(() => receiver.received.length === 3);
    expect(Date.parse(receiver.received[2]?.body[0].endsAt)).toBeLessThanOrEqual(at.clock.now());
    await at.pass(70);
    expect(receiver.received).toHaveLength(3);
  });

  it('pass over a log of bounded length, page by page', async () => {
    await using database = await place();
    await using receiver = await startReceiver();
    await using at = await notifying(database.place, { rules: [anyCritical()], targets: [webhook(receiver.url)] });
    for (let count = 0; count < 5; count += 1) await at.notifications.test('hook');
    const first = await at.notifications.deliveries({ limit: 3 });
    expect(first).toMatchObject({ total: 5 });
    const second = await at.notifications.deliveries({ limit: 3, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ nextCursor: null });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toHaveLength(5);
    expect(ids).toEqual(ids.toSorted().reverse());
  });
});
