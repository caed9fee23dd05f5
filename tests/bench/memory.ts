import { setTimeout as delay } from 'node:timers/promises';

/** Resident memory of this process after everything that can be freed was freed, in bytes. Needs `--expose-gc`. */
export async function residentBytes(): Promise<number> {
  const { gc } = globalThis;
  if (!gc) throw new Error('run with --expose-gc');
  // Freed pages go back to the machine a little later.
  for (let turn = 0; turn < 3; turn += 1) {
    await gc({ type: 'major', execution: 'async', flavor: 'last-resort' });
    await delay(100);
  }
  return process.memoryUsage.rss();
}
