import { Gauge, Histogram, type Registry as Metrics } from 'prom-client';
import type { CheckMade } from './active-checks';

export interface CheckMetrics {
  readonly made: (check: CheckMade) => void;
  /** @param fleet how many instances are checked */
  register(metrics: Metrics, fleet: { readonly size: number }): void;
}

/** What `/metrics` tells of Rollcall's own checks; no label names an instance or a service. */
export function createCheckMetrics(): CheckMetrics {
  const duration = new Histogram({
    name: 'rollcall_check_duration_seconds',
    help: "How long Rollcall's own checks of instances took, from the name to the answer.",
    labelNames: ['kind', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10],
    registers: [],
  });
  const delay = new Histogram({
    name: 'rollcall_check_delay_seconds',
    help: "How long after its time one of Rollcall's own checks began.",
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    registers: [],
  });
  return {
    made: ({ kind, status, tookMs, lateMs }) => {
      duration.observe({ kind, status }, tookMs / 1_000);
      delay.observe(lateMs / 1_000);
    },
    register: (metrics, fleet) => {
      new Gauge({
        name: 'rollcall_checked_instances',
        help: 'Instances that Rollcall checks itself.',
        registers: [metrics],
        collect() {
          this.set(fleet.size);
        },
      });
      metrics.registerMetric(duration);
      metrics.registerMetric(delay);
    },
  };
}
