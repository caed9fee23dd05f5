import type { FrameName, Frames } from './frames';

/** One SSE event. JSON holds no raw line break, so one data line is enough. */
export function encodeFrame<Name extends FrameName>(name: Name, frame: Frames[Name], id: string): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(frame)}\n\n`;
}
