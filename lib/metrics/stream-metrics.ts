import { Counter, Gauge, type Registry as Metrics } from 'prom-client';
import type { Readers } from '../feed/readers';

/** Who reads, and who could not keep up. */
export function registerStreamMetrics(metrics: Metrics, readers: Readers): void {
  const registers = [metrics];
  new Gauge({
    name: 'rollcall_stream_readers',
    help: 'Open event streams.',
    registers,
    collect() {
      this.set(readers.count);
    },
  });
  new Counter({
    name: 'rollcall_stream_resyncs_total',
    help: 'How often a reader that did not keep up was sent a fresh snapshot.',
    registers,
    collect() {
      this.reset();
      this.inc(readers.resyncs);
    },
  });
}
