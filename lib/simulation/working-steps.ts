/** How many steps take a few milliseconds: policies that look at every instance take longer the more there are. */
export function workingSteps(instances: number): number {
  return Math.max(100, Math.floor(200_000 / (10 + instances)));
}
