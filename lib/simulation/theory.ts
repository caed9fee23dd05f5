/** Mean times in the system in units of the mean service time, for Poisson arrivals at a utilisation `rho` below 1. */

/** One server; also what random sharing gives on any number of them. */
export function mm1(rho: number): number {
  return 1 / (1 - rho);
}

/** Erlang C: how likely a request waits, where `servers` take from one queue. */
export function erlangC(servers: number, rho: number): number {
  const load = servers * rho;
  // Erlang B by its recursion, which does not overflow.
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked / (1 - rho * (1 - blocked));
}

/** `servers` that take from one queue: what no balancer that has to decide at once can beat. */
export function mmc(servers: number, rho: number): number {
  return 1 + erlangC(servers, rho) / (servers * (1 - rho));
}

/** Round robin over `servers`: each sees every n-th arrival, E_n/M/1. */
export function erlangArrivals(servers: number, rho: number): number {
  // The one root below 1 of sigma = (n rho / (n rho + 1 - sigma))^n: iterated from below, it only rises.
  let sigma = 0;
  for (let step = 0; step < 100_000; step++) {
    const next = ((servers * rho) / (servers * rho + 1 - sigma)) ** servers;
    if (Math.abs(next - sigma) < 1e-14) break;
    sigma = next;
  }
  return 1 / (1 - sigma);
}

/** The least loaded of `choices` random ones among very many: the supermarket model (Mitzenmacher). */
export function supermarket(choices: number, rho: number): number {
  if (choices === 1) return mm1(rho);
  let mean = 0;
  for (let jobs = 1; jobs < 1_000; jobs++) {
    // By Little's law: so many are there on average, of rho that come in a mean service time.
    const term = supermarketTail(choices, rho, jobs) / rho;
    mean += term;
    if (term < 1e-16) break;
  }
  return mean;
}

/** The share of servers that have so many requests or more, in the same model. */
export function supermarketTail(choices: number, rho: number, jobs: number): number {
  return rho ** (choices === 1 ? jobs : (choices ** jobs - 1) / (choices - 1));
}

/** One server whose every request takes the same time. */
export function md1(rho: number): number {
  return 1 + rho / (2 * (1 - rho));
}
