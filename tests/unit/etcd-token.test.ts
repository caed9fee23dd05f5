import { expect, it } from 'vitest';
import { createSharedToken } from '@/lib/registry/etcd/shared-token';

it('is asked for once by all who want it at the same time', async () => {
  const { token, asked } = counting();
  expect(await Promise.all([token.get(), token.get()])).toEqual(['token-1', 'token-1']);
  expect(asked()).toBe(1);
});

it('is renewed once however many requests met the old one, and however late they did', async () => {
  const { token, asked } = counting();
  const old = await token.get();
  token.forget(old);
  const fresh = await token.get();
  for (let late = 0; late < 16; late += 1) {
    token.forget(old);
    expect(await token.get()).toBe(fresh);
  }
  expect(asked()).toBe(2);
});

it('is asked for again after a refusal', async () => {
  let isRefused = true;
  const token = createSharedToken(async () => {
    if (isRefused) throw new Error('refused');
    return 'token';
  });
  await expect(token.get()).rejects.toThrow('refused');
  isRefused = false;
  expect(await token.get()).toBe('token');
});

function counting() {
  let count = 0;
  const token = createSharedToken(async () => {
    count += 1;
    return `token-${count}`;
  });
  return { token, asked: () => count };
}
