import { describe, expect, it } from 'vitest';
import { isSecretName, MASK, maskSecrets } from '@/components/ui/secrets';

describe('secrets by key name', () => {
  it.each([
    'password',
    'DB_PASSWORD',
    'apiKey',
    'api-key',
    'x-token',
    'clientSecret',
    'privateKey',
    'credentials',
    'Authorization',
  ])('takes %s for one', (name) => expect(isSecretName(name)).toBe(true));

  it.each(['zone', 'weight', 'version', 'author', 'keyspace', 'team'])('takes %s for none', (name) =>
    expect(isSecretName(name)).toBe(false),
  );
});

describe('a raw value', () => {
  it('keeps everything but the secrets as it is', () => {
    const raw = '{ "zone":"eu",  "db_password" : "hunter2", "port": 80 }';
    expect(maskSecrets(raw)).toEqual({
      text: `{ "zone":"eu",  "db_password" : "${MASK}", "port": 80 }`,
      masked: 1,
    });
  });

  it('masks values with escaped quotes whole', () => {
    const { text } = maskSecrets(String.raw`{"token":"a\"b,c","zone":"eu"}`);
    expect(text).toBe(`{"token":"${MASK}","zone":"eu"}`);
  });

  it('masks secrets of JSON inside a JSON string', () => {
    const raw = JSON.stringify({ value: JSON.stringify({ password: 'hunter2', zone: 'eu' }) });
    const { text } = maskSecrets(raw);
    expect(text).not.toContain('hunter2');
    expect(text).toContain('eu');
  });

  it('masks numbers, too', () => {
    expect(maskSecrets('{"secret":123456}').text).toBe(`{"secret":${MASK}}`);
  });

  it('masks parameters of addresses, also encoded ones, and their user info', () => {
    expect(maskSecrets('dubbo://h:1/x?token=abc&side=provider').text).toBe(`dubbo://h:1/x?token=${MASK}&side=provider`);
    expect(maskSecrets('dubbo%3A%2F%2Fh%3Fpassword%3Dabc%26side%3Dp').text).toContain(`password%3D${MASK}%26side`);
    expect(maskSecrets('"url":"redis://user:hunter2@cache:6379"').text).toBe(`"url":"redis://user:${MASK}@cache:6379"`);
  });

  it('stays quick on a hostile megabyte', () => {
    const started = performance.now();
    maskSecrets(`{"password":"${'\\"'.repeat(300_000)}`);
    maskSecrets('"token'.repeat(150_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
