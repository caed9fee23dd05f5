import { describe, expect, it } from 'vitest';
import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { tryValue } from '@/lib/registry/etcd/try-value';
import { readKey } from '../support/read-key';

const decode = createDecode();
const attempt = (key: string, value: string | Buffer) =>
  tryValue({ registry: 'etcd', decode }, key, Buffer.from(value as string));

describe('a value that is only tried', () => {
  it('is the instance that the live registry would show, under the same id', () => {
    const value = JSON.stringify({ name: 'web', address: '10.0.0.1', port: 80, health: { status: 'healthy' } });
    const live = readKey('/services/web/1', value) as { id: string };
    const tried = attempt('/services/web/1', value);
    expect(tried).toMatchObject({ outcome: 'instance', format: 'plain' });
    expect(tried.instances).toMatchObject([
      { id: live.id, service: 'web', address: '10.0.0.1', port: 80, lease: null },
    ]);
  });

  it('is an instance out of rotation under the name of one that was put aside', () => {
    const tried = attempt('/rollcall/parked//services/web/10.0.0.1:80', '');
    expect(tried).toMatchObject({ outcome: 'instance', format: 'host-port', instances: [{ rotation: 'out' }] });
    expect(attempt('/rollcall/actions/1', '')).toMatchObject({ outcome: 'belonging', instances: [] });
  });

  it('is rejected with the reason and the nearest format', () => {
    expect(attempt('/services/web/1', '{"a":1}')).toEqual({
      outcome: 'rejected',
      reason: 'the JSON holds no address and port under a known name',
      nearestFormat: 'plain',
      instances: [],
    });
  });

  it('may be bytes that are not UTF-8, and a key of any text', () => {
    expect(attempt('/services/web/1', Buffer.from([0xff, 0xfe]))).toMatchObject({ outcome: 'rejected' });
    for (const key of ['\0', '/', '__proto__', '😀', 'a/'.repeat(2_000)]) {
      expect(['rejected', 'instance']).toContain(attempt(key, '10.0.0.1:80').outcome);
    }
  });

  it('is known where it is a note of Rollcall itself', () => {
    expect(attempt('/rollcall/x', '1')).toEqual({ outcome: 'belonging', what: "Rollcall's own note", instances: [] });
  });

  it('is read by the rules it is given', () => {
    const only = createDecode([{ prefix: '/services/', only: 'host-port' }]);
    const tried = tryValue(
      { registry: 'etcd', decode: only },
      '/services/web/1',
      Buffer.from('{"address":"a","port":1}'),
    );
    expect(tried).toMatchObject({ outcome: 'rejected', nearestFormat: 'host-port' });
  });
});
