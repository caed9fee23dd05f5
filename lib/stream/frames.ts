import type { Action } from '../domain/action';
import type { Change } from '../domain/change';
import type { Instance } from '../domain/instance';
import type { Link } from '../domain/link';
import type { ServiceSummary } from '../domain/service';

/** What a reader can ask the stream for. */
export const STREAM_VIEWS = ['services', 'instances', 'changes', 'actions'] as const;
export type StreamView = (typeof STREAM_VIEWS)[number];

/** One view, narrowed to a registry or to one service of it. */
export interface ViewSpec {
  readonly view: StreamView;
  readonly registry?: string;
  readonly service?: string;
}

/** Everything of a view as it is now; for `changes` and `actions` the newest ones, newest first. */
export type SnapshotFrame =
  | { readonly view: 'services'; readonly items: readonly ServiceSummary[] }
  | { readonly view: 'instances'; readonly items: readonly Instance[] }
  | { readonly view: 'changes'; readonly items: readonly Change[] }
  | { readonly view: 'actions'; readonly items: readonly Action[] };

/** What one position of one registry did to a view. `removed` holds service names or instance ids of that registry. */
export type ChangeFrame =
  | {
      readonly view: 'services';
      readonly registry: string;
      readonly upserted: readonly ServiceSummary[];
      readonly removed: readonly string[];
    }
  | {
      readonly view: 'instances';
      readonly registry: string;
      readonly upserted: readonly Instance[];
      readonly removed: readonly string[];
    }
  | { readonly view: 'changes'; readonly registry: string; readonly changes: readonly Change[] }
  /** An action may concern several registries, so that it is of none; the newest first. Nothing is ever removed. */
  | { readonly view: 'actions'; readonly upserted: readonly Action[] };

export type LinkFrame = { readonly registry: string } & Link;

/** `at` is the server's time, ISO 8601. */
export interface PingFrame {
  readonly at: string;
}

/** The server is about to close the stream in good order. */
export interface EndFrame {
  readonly reason: 'shutting-down';
}

export interface FailureFrame {
  readonly code: string;
  readonly detail: string;
}

/** The SSE events by name. `failure`, not `error`: that name would fire EventSource's own handler. */
export interface Frames {
  snapshot: SnapshotFrame;
  change: ChangeFrame;
  link: LinkFrame;
  ping: PingFrame;
  end: EndFrame;
  failure: FailureFrame;
}
export type FrameName = keyof Frames;

/** A ping comes this often, in milliseconds; a reader that hears nothing for twice as long has lost the stream. */
export const PING_INTERVAL_MS = 10_000;
