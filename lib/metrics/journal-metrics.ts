import { Counter, Gauge, type Registry as Metrics } from 'prom-client';

/** How the writing of the journal stands, all registries together. */
export interface JournalReading {
  readonly waiting: number;
  readonly lost: number;
  readonly failure: object | null;
}

/** Whether what is observed is also kept. */
export function registerJournalMetrics(metrics: Metrics, read: () => JournalReading): void {
  const registers = [metrics];
  new Gauge({
    name: 'rollcall_journal_waiting_records',
    help: 'Changes and instances that wait to be committed to the journal.',
    registers,
    collect() {
      this.set(read().waiting);
    },
  });
  new Gauge({
    name: 'rollcall_journal_failing',
    help: '1 while the database takes nothing of the journal.',
    registers,
    collect() {
      this.set(read().failure === null ? 0 : 1);
    },
  });
  new Counter({
    name: 'rollcall_journal_lost_changes_total',
    help: 'Changes that were shown but could not be kept; the journal has a gap there.',
    registers,
    collect() {
      this.reset();
      this.inc(read().lost);
    },
  });
}
