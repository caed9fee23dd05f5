/** What a gRPC server reports of itself (ORCA). Utilisations are shares of 1 and may go past it. */
export interface LoadReport {
  readonly requestsPerSecond: number;
  readonly errorsPerSecond: number;
  /** The application's own, or the processor's where it reports none. */
  readonly utilization: number;
}

/**
 * The weight gRPC's weighted_round_robin makes of a report (gRFC A58); 0, unknown, where there is nothing to go by. The
 * penalty (default 1) is what an error adds. No policy uses it: registries carry no load reports, and simulated instances
 * make none. It is here for gRPC's vectors.
 */
export function grpcWeight(report: LoadReport, errorUtilizationPenalty = 1): number {
  const { requestsPerSecond, errorsPerSecond, utilization } = report;
  if (requestsPerSecond <= 0 || utilization <= 0) return 0;
  return requestsPerSecond / (utilization + (errorsPerSecond / requestsPerSecond) * errorUtilizationPenalty);
}
