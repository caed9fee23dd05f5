import { expect, it } from 'vitest';
import { Reader } from '@/lib/feed/reader';

it('a reader that lags takes nothing between its dropped bytes and the fresh snapshot', async () => {
  const text = (chunk: Uint8Array | undefined) => Buffer.from(chunk ?? []).toString();
  const large = Buffer.alloc(600 * 1024, 'x');
  const lagging: Reader = new Reader({
    opening: () => Buffer.from('opening'),
    resync: () => {
      // What was pending when the snapshot was taken is in it, so it must neither come before nor after.
      lagging.write(Buffer.from('pending'));
      return Buffer.from('snapshot');
    },
    closed: () => undefined,
  });
  for (let written = 0; written < 4; written++) lagging.write(large);
  const reading = lagging.stream.getReader();
  const seen: string[] = [];
  while (seen.at(-1) !== 'snapshot') {
    const chunk = text((await reading.read()).value);
    seen.push(chunk.startsWith('x') ? 'x' : chunk);
  }
  expect(seen).toEqual(['opening', 'x', 'x', 'snapshot']);
  lagging.write(Buffer.from('next'));
  expect(text((await reading.read()).value)).toBe('next');
  await reading.cancel();
});
