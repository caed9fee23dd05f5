import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { outsidePath, ROOT } from '@/scripts/project.mjs';

test('an npm script runs on Node 24, whatever the machine has', { timeout: 30_000 }, () => {
  const env = { ...process.env, PATH: outsidePath() };
  const run = spawnSync('npm', ['exec', '--call', 'node --version'], { cwd: ROOT, env, encoding: 'utf8' });
  expect(run.stdout.trim()).toMatch(/^v24\./);
});
