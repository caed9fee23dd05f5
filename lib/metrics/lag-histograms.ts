import { Histogram } from 'prom-client';

/** How long changes wait before they are written to all readers; made first, since the readers report to it. */
export function createStreamLag(): Histogram {
  return new Histogram({
    name: 'rollcall_stream_lag_seconds',
    help: 'From a change in the feed to its frame written to every reader.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers: [],
  });
}

/** How long Rollcall itself takes for what a registry says; made first, since the feed reports to it. */
export function createWatchLag(): Histogram<'registry'> {
  return new Histogram({
    name: 'rollcall_watch_lag_seconds',
    help: 'From hearing of a change (a watch event, the answer of a blocking query, a write to the embedded registry) to having it in the feed. What the registry took before that nobody can tell.',
    labelNames: ['registry'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [],
  });
}
