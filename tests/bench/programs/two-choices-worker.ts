import { twoChoices } from '@/tests/bench/two-choices';

// A worker of the browser: told how many requests, it answers with what they took.
addEventListener('message', ({ data }: MessageEvent<number>) => {
  postMessage(
    twoChoices(data, (work) => {
      const began = performance.now();
      work();
      return (performance.now() - began) / 1000;
    }),
  );
});
