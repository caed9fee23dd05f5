/** One priority's instances. */
export interface PriorityHealth {
  readonly healthy: number;
  readonly total: number;
}

/** What share of all requests a priority gets, in whole percent, and whether it is in panic. */
export interface PriorityLoad {
  readonly percent: number;
  readonly isPanic: boolean;
}

const OVERPROVISIONING_PERCENT = 140;

/**
 * Envoy's failover between priorities (load_balancer_impl.cc, recalculatePerPriorityState): a priority carries its healthy
 * share times 1.4; what is missing goes to the next. Panic is looked at only where all together cannot carry everything.
 * No policy uses it: registries know no priorities. It is here for Envoy's vectors, and for a scenario that has zones.
 */
export function priorityLoads(priorities: readonly PriorityHealth[], panicPercent = 50): readonly PriorityLoad[] {
  const capacities = priorities.map(({ healthy, total }) =>
    total === 0 ? 0 : Math.min(100, Math.floor((OVERPROVISIONING_PERCENT * healthy) / total)),
  );
  const carried = Math.min(
    100,
    capacities.reduce((sum, capacity) => sum + capacity, 0),
  );
  const isPanicOf = ({ healthy, total }: PriorityHealth) =>
    carried < 100 && (total === 0 ? true : (100 * healthy) / total < panicPercent);
  if (priorities.every(isPanicOf)) return spreadByTotal(priorities);
  let left = 100;
  const loads = priorities.map((priority, index) => {
    const percent = Math.min(left, carried === 0 ? 0 : Math.floor(((capacities[index] ?? 0) * 100) / carried));
    left -= percent;
    return { percent, isPanic: isPanicOf(priority) };
  });
  return giveRest(loads, left);
}

/** All in panic: everybody gets by how many instances it has at all. */
function spreadByTotal(priorities: readonly PriorityHealth[]): readonly PriorityLoad[] {
  const all = priorities.reduce((sum, { total }) => sum + total, 0);
  const loads = priorities.map(({ total }) => ({
    percent: all === 0 ? 0 : Math.floor((100 * total) / all),
    isPanic: true,
  }));
  return giveRest(loads, all === 0 ? 0 : 100 - loads.reduce((sum, { percent }) => sum + percent, 0));
}

/** What rounding left goes to the first that carries anything. */
function giveRest(loads: readonly PriorityLoad[], rest: number): readonly PriorityLoad[] {
  const first = loads.findIndex(({ percent }) => percent > 0);
  return loads.map((load, index) => (index === first ? { ...load, percent: load.percent + rest } : load));
}
