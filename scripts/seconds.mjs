/** The time since `started` (of `performance.now()`), for a line of progress. */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
