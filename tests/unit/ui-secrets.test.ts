import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretName } from '@/components/ui/secret-names';
import { LOOK_LIMIT, MASK, maskSecrets } from '@/components/ui/secrets';

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
      left: 0,
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

  it('masks what is cut off within a secret', () => {
    expect(maskSecrets('{"password":"hunt').text).toBe(`{"password":"${MASK}`);
    expect(maskSecrets('redis://user:hunt…').text).toBe(`redis://user:${MASK}`);
    expect(maskSecrets('GET http://cache:6379').text).toBe('GET http://cache:6379');
  });

  it('looks into no more than its beginning, and says how much it left', () => {
    const { text, masked, left } = maskSecrets(`${'x'.repeat(LOOK_LIMIT - 10)} token=${'a'.repeat(1_000)}`);
    expect(text.endsWith(` token=${MASK}`)).toBe(true);
    expect([masked, left]).toEqual([1, 997]);
    expect(maskSecrets('x'.repeat(LOOK_LIMIT)).left).toBe(0);
  });
});

describe('masking', () => {
  const plain = fc.stringMatching(/^[a-z {}[\],]{0,12}$/);
  const secret = fc.string({ minLength: 1, unit: fc.constantFrom('"', '\\', '\n', 'a', 'é', '=', ':', '@', '/', ' ') });

  it('hides a value of JSON whole and leaves all else, however often the JSON was put into a string', () => {
    fc.assert(
      fc.property(plain, secret, plain, fc.nat(3), (before, value, after, depth) => {
        const wrap = (hidden: string) => {
          let text = JSON.stringify({ before, password: hidden, after });
          for (let level = 0; level < depth; level += 1) text = JSON.stringify({ value: text });
          return text;
        };
        expect(maskSecrets(wrap(value)).text).toBe(wrap(MASK));
      }),
    );
  });

  it('never changes what is around', () => {
    const parts = ['"', '\\', ':', '=', '%3D', '%26', '://', '@', 'token', 'a', '1', ' ', '\n', '{', 'password', '-'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 60 }), (chosen) => {
        const text = chosen.join('');
        const result = maskSecrets(text);
        const kept = result.text.split(MASK);
        expect(kept).toHaveLength(result.masked + 1);
        let from = 0;
        for (const part of kept) {
          const at = text.indexOf(part, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + part.length;
        }
      }),
      // A seed that once found two secrets that touch.
      { numRuns: 1_000, examples: [[['a', '://', 'password', '%3D', ':', '%26']]] },
    );
  });

  it.each([
    ['backslashes in a secret', '{"password":"', '\\'],
    ['escaped quotes in a secret', '{"password":"', '\\"'],
    ['nothing but backslashes', '', '\\'],
    ['quotes', '', '"'],
    ['keys without a value', '', '"token'],
    ['keys with blanks behind', '', '"token" '],
    ['a secret word again and again', '', 'token'],
    ['encoded signs', '', 'token%3'],
    ['separators', '', '='],
    ['encoded separators', '', '%3D'],
    ['one letter', '', 'a'],
    ['user infos without an end', '', 'a://b:'],
    ['one user info without an end', 'a://b:', 'c:'],
    ['blanks', '"token"', ' '],
  ])('takes in proportion to the text: %s', (_, start, part) => {
    const textOf = (length: number) => start + part.repeat(length / part.length);
    const [long, short] = [textOf(LOOK_LIMIT), textOf(LOOK_LIMIT / 8)];
    const best = { long: Number.POSITIVE_INFINITY, short: Number.POSITIVE_INFINITY };
    // Eight times the text: eight times the work, where a square would make it 64 times. A busy machine only adds to
    // what it really takes, so that the least of many tries tells the two apart.
    const isInProportion = () => best.long < 30 * Math.max(best.short, 0.05);
    for (let round = 0; round < 50 && !isInProportion(); round += 1) {
      best.long = Math.min(
        best.long,
        millisecondsOf(() => maskSecrets(long)),
      );
      best.short = Math.min(
        best.short,
        millisecondsOf(() => maskSecrets(short)),
      );
    }
    expect(isInProportion()).toBe(true);
  });
});

function millisecondsOf(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
