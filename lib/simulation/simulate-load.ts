import { expectedSpanMs } from './arrival-times';
import { absentAtStart, hasSteadyTargets } from './fleet-events';
import { latencyCurve, responseTimes } from './latency-curve';
import type { LoadAnswer, RequestCounts } from './load-answer';
import { pickable } from './pickable';
import { type ChosenPolicy, Run } from './run';
import type { Scenario } from './scenario';
import { type ShareStatistics, shareStatistics } from './share-statistics';
import type { Keep, Tally } from './tally';
import { workingSteps } from './working-steps';

/**
 * Runs a scenario with one policy. Yields the share done, 0 to 1, every few milliseconds of work, so that a worker can
 * report and be cancelled.
 *
 * @throws OptionError where the policy's system would refuse the options
 */
export function* simulateLoad(scenario: Scenario, chosen: ChosenPolicy, keep: Keep): Generator<number, LoadAnswer> {
  const run = new Run(scenario, chosen, keep);
  const steps = workingSteps(scenario.instances.length);
  while (run.advance(steps)) yield run.progress;
  const { tally, now: spanMs } = run;
  return {
    policy: chosen.policy.id,
    shares: sharesOf(scenario, tally),
    longestRun: tally.longestRun.length,
    firstPicks: [...tally.picks.subarray(0, tally.pickCount)],
    responseTimeMs: responseTimes(tally.responses),
    latencyCurve: latencyCurve(tally.responses),
    instances: scenario.instances.map(({ id, concurrency }, place) => ({
      id,
      picks: tally.counted[place] ?? 0,
      sent: tally.sent[place] ?? 0,
      utilisation: spanMs === 0 ? 0 : (tally.busyMs[place] ?? 0) / (concurrency * spanMs),
      longestQueue: tally.longestQueue[place] ?? 0,
    })),
    strip: stripOf(scenario, tally, { columns: keep.columns, spanMs }),
    requests: requestCounts(scenario, tally),
    spanMs,
  };
}

/** Against the targets at the start: where events change those, there is nothing that all picks could be compared with. */
function sharesOf(scenario: Scenario, { counted }: Tally): ShareStatistics {
  const ids = scenario.instances.map(({ id }) => id);
  const statistics = shareStatistics(ids, counted, targetWeights(scenario));
  if (hasSteadyTargets(scenario.events)) return statistics;
  return { ...statistics, chiSquare: null, peakToMean: null, coefficientOfVariation: null, jain: null };
}

/** The weights of those that may be picked at the start; 0 for the others. */
function targetWeights({ instances, events, panicPercent }: Scenario): readonly number[] {
  const absent = absentAtStart(events);
  const present = instances.filter(({ id }) => !absent.has(id));
  const targets = new Set(pickable(present, panicPercent));
  return instances.map((instance) => (targets.has(instance) ? instance.weight : 0));
}

function stripOf(
  { traffic }: Scenario,
  { strip }: Tally,
  { columns, spanMs }: { readonly columns: number; readonly spanMs: number },
): LoadAnswer['strip'] {
  const columnMs = columns === 0 ? 0 : expectedSpanMs(traffic.arrivals, traffic.requests) / columns;
  // Whatever comes after the expected end is in the last column.
  const lastMs = Math.max(columnMs, spanMs - (columns - 1) * columnMs);
  const present = Array.from(strip, (sum, cell) => sum / (cell % columns === columns - 1 ? lastMs : columnMs));
  return { columns, columnMs, present };
}

function requestCounts({ traffic }: Scenario, tally: Tally): RequestCounts {
  const { answered, withinLimit, failed, refused, timedOut, retried, withoutInstance } = tally;
  const counted = Math.max(0, traffic.requests - traffic.warmUp);
  const successShare = counted === 0 ? null : withinLimit / counted;
  return {
    asked: traffic.requests,
    answered,
    withinLimit,
    failed,
    refused,
    timedOut,
    retried,
    withoutInstance,
    successShare,
  };
}
