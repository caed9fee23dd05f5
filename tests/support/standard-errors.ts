/**
 * Three standard errors of a simulated mean time, in mean service times, for Poisson arrivals and exponential work on
 * servers that are kept equally busy: what varies is all of their work, which is that of one M/M/1 as fast as they are
 * together. Its mean over so many requests has a relative variance of 2 (1 + rho) / requests / (1 - rho)^2, where busy.
 */
export function threeErrors(servers: number, rho: number, requests: number): number {
  return (3 * relativeError(rho, requests)) / (servers * (1 - rho));
}

/** The same where the servers' queues are apart, as with round robin; less varies than in an M/M/1 each. */
export function threeErrorsInTurn(mean: number, rho: number, requests: number): number {
  return 3 * relativeError(rho, requests) * mean;
}

function relativeError(rho: number, requests: number): number {
  return Math.sqrt((2 * (1 + rho)) / requests) / (1 - rho);
}
