import { erlangArrivals, mm1, mmc, supermarket } from './theory';

/** What theory says of the mean time for Poisson arrivals and exponential work, and which policy it says it of. */
export interface TheoryCurve {
  readonly id: 'm-m-1' | 'e-n-m-1' | 'supermarket' | 'm-m-c';
  readonly title: string;
  readonly about: string;
  /** In the order of the loads; null where there is no steady state. */
  readonly meanMs: readonly (number | null)[];
}

/** @param servers how many requests can be worked on at once */
export function theoryCurves(
  loads: readonly number[],
  { servers, meanMs }: { readonly servers: number; readonly meanMs: number },
): readonly TheoryCurve[] {
  const over = (mean: (rho: number) => number) =>
    loads.map((load) => (load > 0 && load < 1 ? meanMs * mean(load) : null));
  return [
    { id: 'm-m-1', title: 'M/M/1', about: 'random', meanMs: over(mm1) },
    {
      id: 'e-n-m-1',
      title: `E${servers}/M/1`,
      about: 'round robin',
      meanMs: over((rho) => erlangArrivals(servers, rho)),
    },
    {
      id: 'supermarket',
      title: 'Supermarket',
      about: 'two choices among very many',
      meanMs: over((rho) => supermarket(2, rho)),
    },
    {
      id: 'm-m-c',
      title: `M/M/${servers}`,
      about: 'one queue for all: no balancer can be better',
      meanMs: over((rho) => mmc(servers, rho)),
    },
  ];
}
