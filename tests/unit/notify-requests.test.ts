import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Message, MessageAlert } from '@/lib/notify/message';
import { outgoing } from '@/lib/notify/outgoing';
import { pageAddress } from '@/lib/notify/page-address';
import type { Target } from '@/lib/notify/target';

const NOW = Date.UTC(2026, 0, 5, 9, 0, 30);
const SINCE = '2026-01-05T09:00:00.000Z';

function target(kind: Target['kind'], given: Partial<Target> = {}): Target {
  return { id: 't', kind, url: 'https://h.example/x', secret: null, headers: {}, timeoutMs: 1_000, ...given };
}
function alert(given: Partial<MessageAlert> = {}): MessageAlert {
  const instance = { id: 'i', address: '10.0.0.1:80', health: 'critical', rotation: 'in', flapping: false } as const;
  return {
    registry: 'etcd',
    service: 'pay',
    state: 'critical',
    summary: '1 of 2 critical',
    since: SINCE,
    instances: [{ ...instance, since: SINCE }],
    moreInstances: 0,
    ...given,
  };
}
function message(given: Partial<Message> = {}): Message {
  return { version: 1, rule: 'any', status: 'firing', at: SINCE, alerts: [alert()], more: 0, ...given };
}
const sent = (to: Target, given?: Partial<Message>) => outgoing(to, { id: 'id1', message: message(given), now: NOW });

describe('a webhook', () => {
  it('gets the message with its id, signed together with the time', () => {
    const { url, headers, body } = sent(target('webhook', { secret: 's3cret', headers: { 'X-Team': 'a' } }));
    expect(url).toBe('https://h.example/x');
    expect(JSON.parse(body)).toEqual({ id: 'id1', ...message() });
    const hex = createHmac('sha256', 's3cret').update(`1767603630.${body}`).digest('hex');
    expect(headers).toEqual({
      'X-Team': 'a',
      'X-Rollcall-Delivery': 'id1',
      'X-Rollcall-Timestamp': '1767603630',
      'X-Rollcall-Signature': `sha256=${hex}`,
    });
  });

  it('without a secret is not signed', () => {
    expect(sent(target('webhook')).headers).not.toHaveProperty('X-Rollcall-Signature');
  });
});

describe('Slack', () => {
  const text = (given?: Partial<Message>) => JSON.parse(sent(target('slack'), given).body).text;

  it('gets a line a service, with its link, its instances and since when', () => {
    const url = pageAddress('https://rollcall.example', { registry: 'etcd', service: 'a/b|c>' });
    expect(url).toBe('https://rollcall.example/registries/etcd/services/a%2Fb%7Cc%3E');
    expect(text({ alerts: [alert({ service: 'a/b|c>', url, moreInstances: 2 })] })).toBe(
      `*Firing: any*\n• <${url}|a/b|c&gt;> (etcd) 1 of 2 critical: 10.0.0.1:80 and 2 more, since <!date^1767603600^{date_short_pretty} {time_secs}|2026-01-05 09:00 UTC>`,
    );
  });

  it('takes nothing of a registry for a mention, a link or a line of its own', () => {
    const said = text({ alerts: [alert({ service: '<!channel> & <http://evil|x>\n*b*', registry: '<@U1>' })] });
    expect(said).toContain('• &lt;!channel&gt; &amp; &lt;http://evil|x&gt; *b* (&lt;@U1&gt;)');
    expect(said.split('\n')).toHaveLength(2);
  });

  it('gets a bounded text, however much fires', () => {
    const alerts = Array.from({ length: 200 }, () => alert({ service: '<'.repeat(9_000) }));
    const said = text({ alerts, more: 50 });
    expect(said).toContain('• and 235 more');
    expect(said.length).toBeLessThan(20_000);
  });

  it('is told what is well again, and what is a test', () => {
    const resolved = { alerts: [alert({ summary: '0 of 2 critical', resolvedAt: SINCE })] };
    expect(text({ ...resolved, status: 'resolved' })).toMatch(
      /^\*Resolved: any\*\n• pay \(etcd\) 0 of 2 critical, since/,
    );
    expect(text({ status: 'test', rule: null, alerts: [] })).toMatch(/this is a test/);
  });
});

describe('Alertmanager', () => {
  const alerts = (given?: Partial<Message>, url = 'http://am:9093') => {
    const { body, url: to } = sent(target('alertmanager', { url }), given);
    return { to, body: JSON.parse(body) };
  };

  it.each([
    ['http://am:9093', 'http://am:9093/api/v2/alerts'],
    ['http://am:9093/prefix/', 'http://am:9093/prefix/api/v2/alerts'],
    ['http://am:9093/api/v2/alerts', 'http://am:9093/api/v2/alerts'],
  ])('at %s is asked at %s', (url, expected) => {
    expect(alerts({}, url).to).toBe(expected);
  });

  it('gets labels that tell alerts apart, and for how long they hold unless they are told again', () => {
    expect(alerts().body).toEqual([
      {
        labels: { alertname: 'any', source: 'rollcall', registry: 'etcd', state: 'critical', service: 'pay' },
        annotations: { summary: 'pay: 1 of 2 critical', instances: '10.0.0.1:80' },
        startsAt: SINCE,
        endsAt: '2026-01-05T09:10:30.000Z',
      },
    ]);
  });

  it('gets the same labels when it is over, with when', () => {
    const [firing] = alerts().body;
    const [over] = alerts({ status: 'resolved', alerts: [alert({ resolvedAt: '2026-01-05T09:00:20.000Z' })] }).body;
    expect(over).toMatchObject({ labels: firing.labels, endsAt: '2026-01-05T09:00:20.000Z' });
  });

  it('gets no end before the start, which it refuses, from a clock that was set back', () => {
    const [over] = alerts({ status: 'resolved', alerts: [alert({ resolvedAt: '2026-01-05T08:00:00.000Z' })] }).body;
    expect(over).toMatchObject({ startsAt: SINCE, endsAt: SINCE });
  });
});
