import type { Clock, Random } from '../domain/clock';
import type { ObservedCheck } from '../domain/instance';
import type { Log } from '../domain/log';
import type { Destination, Dialling } from './choose-address';
import type { Finding, Probe } from './probe';
import { runProbe } from './run-probe';
import { Scheduler } from './scheduler';
import { NO_VERDICT, nextVerdict, type Thresholds, type Verdict } from './verdict';

/** How the instances of a service are checked. */
export interface CheckPlan {
  readonly probe: Probe;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly thresholds: Thresholds;
}

/** How one instance is checked. */
export interface CheckOrder {
  readonly destination: Destination;
  readonly plan: CheckPlan;
  readonly held?: Finding['status'] | undefined;
}

/** One finding made, for whoever counts them. */
export interface CheckMade {
  readonly instance: string;
  readonly kind: Probe['kind'];
  readonly status: Finding['status'];
  readonly tookMs: number;
  /** How long after its time it began. */
  readonly lateMs: number;
}

export interface ActiveChecksSettings extends Dialling {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly concurrency: number;
  /** Told of an instance's check when its status or output is another one than before. */
  readonly observed: (instance: string, check: ObservedCheck) => void;
  readonly made?: (check: CheckMade) => void;
}

/** The id that tells Rollcall's own check from those of a registry. */
const ACTIVE_CHECK_ID = 'rollcall';

const JITTER = 0.1;

/** Probes instances at their intervals, one probe of an instance at a time, and tells what it holds of each. */
export class ActiveChecks {
  readonly #settings: ActiveChecksSettings;
  readonly #scheduler: Scheduler;
  readonly #places = new Map<string, CheckOrder>();

  constructor(settings: ActiveChecksSettings) {
    this.#settings = settings;
    const { clock, random, log, concurrency } = settings;
    this.#scheduler = new Scheduler({ clock, random, log, concurrency, jitter: JITTER });
  }

  /**
   * Checks an instance from now on. The same place and plan again change nothing; others begin without a verdict.
   * @param order.held what is known of it from before, which stands until findings speak against it
   */
  watch(instance: string, { destination, plan, held }: CheckOrder): void {
    const known = this.#places.get(instance);
    const isSame = known?.plan === plan && known.destination.host === destination.host;
    if (isSame && known.destination.port === destination.port) return;
    this.#places.set(instance, { destination, plan });
    const verdict = held && !known ? { ...NO_VERDICT, status: held } : NO_VERDICT;
    this.#scheduler.set(instance, this.#work(instance, { destination, plan }, verdict));
  }

  /** Checks it no more, and says nothing more of it. */
  forget(instance: string): void {
    this.#places.delete(instance);
    this.#scheduler.remove(instance);
  }

  /** Works until the signal aborts, and resolves when every probe has ended. Call it once. */
  run(signal: AbortSignal): Promise<void> {
    return this.#scheduler.run(signal);
  }

  #work(instance: string, { destination, plan }: CheckOrder, held: Verdict) {
    const { probe, timeoutMs, thresholds, intervalMs } = plan;
    let verdict = held;
    let told = '';
    const run = async (signal: AbortSignal, lateMs: number) => {
      const found = await runProbe({ probe, destination, timeoutMs }, this.#settings, signal);
      this.#settings.made?.({ instance, kind: probe.kind, status: found.status, tookMs: found.tookMs, lateMs });
      verdict = nextVerdict(verdict, found.status, thresholds);
      const { status, streak, leaning } = verdict;
      const needed = leaning === 'passing' ? thresholds.rise : thresholds.fall;
      const output = leaning ? `${found.output} (${streak} of ${needed} in a row)` : found.output;
      if (told === `${status} ${output}`) return;
      told = `${status} ${output}`;
      this.#settings.observed(instance, observedCheck(probe, { status, output }));
    };
    return { everyMs: intervalMs, run };
  }
}

function observedCheck(probe: Probe, { status, output }: Finding): ObservedCheck {
  return { id: ACTIVE_CHECK_ID, name: nameOf(probe), kind: probe.kind, status, output, observedBy: 'rollcall' };
}

function nameOf(probe: Probe): string {
  switch (probe.kind) {
    case 'http':
      return `${probe.method} ${probe.path}`;
    case 'tcp':
      return 'TCP connect';
    case 'grpc':
      return `gRPC health${probe.service && ` of ${probe.service}`}`;
  }
}
