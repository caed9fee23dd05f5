import { failureLines } from './failed-tests.mjs';
import { seconds } from './seconds.mjs';
import { addCounts, countsLine } from './test-counts.mjs';

/** Runs stages one after another, each whatever became of the one before. Gives one `{name, counts, took}` a stage. */
export async function runStages(stages, servers) {
  const results = [];
  for (const { name, run } of stages) {
    console.log(`\n== ${name}`);
    const started = performance.now();
    const counts = await run(servers);
    results.push({ name, counts, took: seconds(started) });
  }
  return results;
}

/**
 * Prints a line a stage, what failed and, last, the sum. The process fails when anything failed or when nothing ran at all.
 */
export function conclude(results) {
  console.log('');
  for (const { name, counts, took } of results) {
    console.log(
      `${counts.failed > 0 ? 'FAIL' : 'ok  '}  ${name.padEnd(20)} ${took.padStart(8)}  ${countsLine(counts)}`,
    );
  }
  const lines = failureLines(results.flatMap(({ counts }) => counts.failures ?? []));
  if (lines.length > 0) console.log(`\n${lines.join('\n')}`);
  const sum = addCounts(results.map(({ counts }) => counts));
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
  console.log(`\n${countsLine(sum)}`);
}
