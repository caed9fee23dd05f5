import { isoTime } from '../domain/clock';
import { type Bucket, BucketCounts } from './timeline-buckets';
import { TimelineFold } from './timeline-fold';
import { type Gap, gapsOf, joinGaps, type Unobserved } from './timeline-gaps';
import { type Moment, type Range, timeReader } from './timeline-range';
import { type Span, spansOf } from './timeline-spans';
import { type Standing, standingAfter, stateOf, type TimelineChange, type TimelineState } from './timeline-state';
import { uptimeOf } from './timeline-uptime';
import { WorstState } from './timeline-worst';

export interface TimelineInput {
  readonly range: Range;
  /** The instances registered at the start of the range, by id, from a snapshot or earlier changes. */
  readonly initial: ReadonlyMap<string, Standing>;
  /** Of one service, or of one instance, in the order they were observed. */
  readonly changes: Iterable<TimelineChange>;
  /** Of the registry's link, in order. */
  readonly links: Iterable<TimelineChange>;
  /** Whether the link was live before the first of `links`. */
  readonly isLive: boolean;
  /** What else was not observed: while Rollcall was away, or what it could not keep. */
  readonly gaps: Iterable<Unobserved>;
  readonly buckets: number;
  /** Decimals of an uptime from 0 to 1: four for hundredths of a percent. */
  readonly uptimeDigits: number;
}

export interface InstanceTimeline {
  readonly id: string;
  /** From 0 to 1; null where nothing was observed. */
  readonly uptime: number | null;
  readonly spans: readonly Span[];
}

export interface Timeline {
  readonly from: string;
  readonly to: string;
  readonly buckets: readonly Bucket[];
  /** Of the service: the worst of its instances in rotation. */
  readonly spans: readonly Span[];
  /** Those of the start first, then as they came. */
  readonly instances: readonly InstanceTimeline[];
}

/** One instance while its changes are read. */
interface Track {
  standing: Standing | null;
  state: TimelineState;
  readonly fold: TimelineFold;
}

/** The timelines of a service and of its instances, in one pass over the changes. */
export function timelineOf(input: TimelineInput): Timeline {
  const { range } = input;
  const gaps = joinGaps(gapsOf(input.links, range, input.isLive), input.gaps, range);
  const { tracks, service } = foldChanges(input, gaps);
  const counts = new BucketCounts(range, input.buckets);
  counts.addGaps(gaps);
  const instances = [...tracks].map(([id, { fold }]): InstanceTimeline => {
    const stretches = fold.end();
    counts.add(stretches);
    return { id, uptime: uptimeOf(stretches, input.uptimeDigits), spans: spansOf(stretches) };
  });
  return {
    from: isoTime(range.fromMs),
    to: isoTime(range.toMs),
    buckets: counts.buckets(),
    spans: spansOf(service.end()),
    instances,
  };
}

function foldChanges({ range, initial, changes }: TimelineInput, gaps: readonly Gap[]) {
  const tracks = new Map<string, Track>();
  const worst = new WorstState();
  const service = new TimelineFold(range, gaps);
  const trackOf = (id: string): Track => {
    const known = tracks.get(id);
    if (known) return known;
    const track: Track = { standing: null, state: 'absent', fold: new TimelineFold(range, gaps) };
    tracks.set(id, track);
    return track;
  };
  const settle = (track: Track, standing: Standing | null, moment: Moment) => {
    const before = track.state;
    track.standing = standing;
    track.state = stateOf(standing);
    // Out of rotation is somebody's decision: no check said so.
    track.fold.turn(moment, track.state, track.state === 'out' ? undefined : standing?.output);
    if (before === track.state) return;
    worst.move(before, track.state);
    service.turn(moment, worst.state);
  };
  const start: Moment = { at: isoTime(range.fromMs), ms: range.fromMs };
  for (const [id, standing] of initial) settle(trackOf(id), standing, start);
  const read = timeReader();
  for (const change of changes) {
    const ms = read(change.at);
    if (change.instance === null || !(ms < range.toMs)) continue;
    const track = trackOf(change.instance);
    const standing = standingAfter(track.standing, change);
    if (standing !== track.standing) settle(track, standing, { at: change.at, ms });
  }
  return { tracks, service };
}
