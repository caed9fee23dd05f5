import net from 'node:net';
import { MARK, MARK_DIGITS } from '../mark';
import { monotonicMs } from '../monotonic';

// Many readers of one event stream, over bare sockets. Of what arrives only the last mark is looked at: parsing would
// measure this program. Arguments: port, path, how many. Messages in: `{from, count}` begins to note marks, `'report'`
// asks when the last reader had each of them, and how many had it.
const [port = '', path = '', readers = ''] = process.argv.slice(2);
const CONNECTING_AT_ONCE = 50;

let from = 0;
let last = new Float64Array(0);
let had = new Uint32Array(0);

const shared = Buffer.alloc(256 * 1024);

function connect(): Promise<void> {
  let seen = -1;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onread = {
    buffer: shared,
    callback(bytes: number) {
      resolve();
      const mark = lastMark(bytes);
      if (mark <= seen) return true;
      note(Math.max(seen + 1, from), mark);
      seen = mark;
      return true;
    },
  };
  const socket = net.connect({ port: Number(port), host: '127.0.0.1', onread });
  socket.on('error', reject);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n\r\n`);
  return promise;
}

/** The number of the last whole mark in what was read, or -1. */
function lastMark(bytes: number): number {
  const end = bytes - MARK.length - MARK_DIGITS;
  // A negative offset would count from the end.
  const at = end < 0 ? -1 : shared.lastIndexOf(MARK, end);
  if (at < 0) return -1;
  let number = 0;
  for (let index = at + MARK.length; index < at + MARK.length + MARK_DIGITS; index += 1) {
    number = number * 10 + (shared[index] ?? 0) - 48;
  }
  return number;
}

function note(first: number, until: number): void {
  const now = monotonicMs();
  for (let index = first - from; index <= until - from && index < last.length; index += 1) {
    last[index] = now;
    had[index] = (had[index] ?? 0) + 1;
  }
}

process.on('message', (message: 'report' | { from: number; count: number }) => {
  if (message === 'report') return process.send?.({ last: [...last], had: [...had] });
  from = message.from;
  last = new Float64Array(message.count);
  had = new Uint32Array(message.count);
  process.send?.('noting');
});

for (let left = Number(readers); left > 0; left -= CONNECTING_AT_ONCE) {
  await Promise.all(Array.from({ length: Math.min(left, CONNECTING_AT_ONCE) }, connect));
}
process.send?.('connected');
