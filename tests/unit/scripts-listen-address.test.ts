import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listenAddress, listenTrouble } from '@/scripts/listen-address.mjs';

test('Rollcall listens on 127.0.0.1:4600 unless told otherwise', () => {
  expect(listenAddress({})).toMatchObject({ host: '127.0.0.1', port: 4600, trouble: undefined });
  expect(listenAddress({ HOST: '', PORT: '' })).toMatchObject({ host: '127.0.0.1', port: 4600 });
  expect(listenAddress({ HOST: '0.0.0.0', PORT: '80' })).toMatchObject({ host: '0.0.0.0', port: 80 });
});

test.each(['http', '-1', '65536', '4600.5', '1e3'])('PORT=%s is refused with a sentence', (PORT) => {
  expect(listenAddress({ PORT }).trouble).toContain('PORT must be a number');
});

test('a port that is taken is named, with a way out', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
  });
  expect(await listenTrouble('127.0.0.1', port)).toContain(`Port ${port} on 127.0.0.1 is taken`);
  await new Promise((resolve) => other.close(resolve));
  expect(await listenTrouble('127.0.0.1', port)).toBeUndefined();
});
