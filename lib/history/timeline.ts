import type { Bucket, Span } from '../domain/history';
import { BucketCounts } from './timeline-buckets';
import { type Ground, layOut } from './timeline-fold';
import { Spans } from './timeline-spans';
import type { Stays } from './timeline-stays';
import { Uptime } from './timeline-uptime';
import { worstStays } from './timeline-worst';

export interface TimelineInput extends Ground {
  /** Of one service, or one alone. */
  readonly instances: Iterable<{ readonly id: string; readonly stays: Stays }>;
  readonly buckets: number;
  readonly withSpans: boolean;
}

export interface Timeline {
  readonly buckets: readonly Bucket[];
  /** Of the service: the worst of its instances in rotation. */
  readonly spans: readonly Span[];
  readonly instances: readonly InstanceTimeline[];
}

/** What was counted of one instance; what its checks said is looked up for what is told alone. */
export interface InstanceTimeline {
  readonly id: string;
  readonly stays: Stays;
  /** From 0 to 1, floored; null where nothing was observed. */
  readonly uptime: number | null;
  /** The stays whose output is told, by their index. */
  readonly decisiveStays: readonly number[];
  /** `outputOf` tells what the check said of a stay. */
  tell(outputOf: (stay: number) => string | undefined): { buckets: readonly Bucket[]; spans: readonly Span[] };
}

/** Four for hundredths of a percent. */
const UPTIME_DIGITS = 4;

/** The timelines of a service and of its instances, in one pass over their stays. */
export function timelineOf(input: TimelineInput): Timeline {
  const counts = new BucketCounts(input, input.buckets);
  const instances: InstanceTimeline[] = [];
  for (const { id, stays } of input.instances) {
    const { own, ...told } = instanceTimeline(stays, input);
    counts.addAll(own);
    instances.push({ id, stays, ...told });
  }
  const spans = new Spans(input.range.fromMs);
  if (input.withSpans) layOut(worstStays(instances.map(({ stays }) => stays)), input, spans.take);
  return { buckets: counts.buckets(), spans: spans.spans(() => undefined), instances };
}

function instanceTimeline(stays: Stays, input: TimelineInput) {
  const own = new BucketCounts(input, input.buckets);
  const uptime = new Uptime();
  const spans = new Spans(input.range.fromMs);
  const count = own.taker();
  layOut(stays, input, (fromMs, toMs, state, stay) => {
    count(fromMs, toMs, state, stay);
    uptime.take(fromMs, toMs, state, stay);
    if (input.withSpans) spans.take(fromMs, toMs, state, stay);
  });
  const ofBuckets = own.decisiveStays();
  return {
    own,
    uptime: uptime.share(UPTIME_DIGITS),
    decisiveStays: [...new Set([...ofBuckets.filter((stay) => stay >= 0), ...spans.decisiveStays()])],
    tell: (outputOf: (stay: number) => string | undefined) => ({
      spans: spans.spans(outputOf),
      buckets: own.buckets().map((bucket, index): Bucket => {
        const stay = ofBuckets[index] ?? -1;
        const output = stay < 0 ? undefined : outputOf(stay);
        return output === undefined ? bucket : { ...bucket, output };
      }),
    }),
  };
}
