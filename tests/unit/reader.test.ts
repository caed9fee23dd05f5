import { describe, expect, it } from 'vitest';
import type { DirectSink } from '@/lib/feed/direct-stream';
import { Reader } from '@/lib/feed/reader';
import { eventually } from '../support/wait';

/** A response, and the stream a framework pipes into it; piped writes are under way until `release`. */
function piped() {
  const written: string[] = [];
  const room = Promise.withResolvers<void>();
  const sink: { -readonly [Key in keyof DirectSink]: DirectSink[Key] } = {
    destroyed: false,
    writableEnded: false,
    writableNeedDrain: false,
    write(bytes: Uint8Array) {
      written.push(`direct ${Buffer.from(bytes)}`);
      return true;
    },
  };
  const reader = new Reader({
    opening: () => Buffer.from('opening'),
    resync: () => Buffer.from('snapshot'),
    closed: () => undefined,
    sink,
  });
  const destination = new WritableStream<Uint8Array>({
    write(bytes) {
      written.push(`piped ${Buffer.from(bytes)}`);
      return room.promise;
    },
  });
  return {
    reader,
    sink,
    written,
    release: room.resolve,
    done: reader.stream.pipeTo(destination).catch(() => undefined),
  };
}

/** The opening has left: the pipe is idle. */
async function opened() {
  const pipe = piped();
  pipe.release();
  await eventually(() => {
    pipe.reader.write(Buffer.from('probe'));
    return pipe.written.at(-1) === 'direct probe';
  });
  pipe.written.length = 0;
  return pipe;
}

describe('a reader whose response is at hand', () => {
  it('queues what comes while the opening is under way, so that nothing overtakes it', async () => {
    const { reader, written, release } = piped();
    reader.write(Buffer.from('one'));
    await eventually(() => written.length === 1);
    reader.write(Buffer.from('two'));
    expect(written).toEqual(['piped opening']);
    release();
    await eventually(() => written.length === 3);
    expect(written).toEqual(['piped opening', 'piped one', 'piped two']);
  });

  it('writes to the response itself once nothing is under way', async () => {
    const { reader, written } = await opened();
    reader.write(Buffer.from('one'));
    expect(written).toEqual(['direct one']);
  });

  it('goes back to its bounded queue when the response wants to drain first', async () => {
    const { reader, sink, written } = await opened();
    sink.writableNeedDrain = true;
    reader.write(Buffer.from('one'));
    await eventually(() => written.length === 1);
    expect(written).toEqual(['piped one']);
  });

  it.each(['destroyed', 'writableEnded'] as const)('does not write to a response that is %s', async (state) => {
    const { reader, sink, written } = await opened();
    sink[state] = true;
    reader.write(Buffer.from('one'));
    await eventually(() => written.length === 1);
    expect(written).toEqual(['piped one']);
  });

  it('carries its last bytes through the pipe and ends it', async () => {
    const { reader, written, done } = await opened();
    reader.end(Buffer.from('end'));
    await done;
    expect(written).toEqual(['piped end']);
  });
});
