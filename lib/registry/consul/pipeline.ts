import type { Socket } from 'node:net';
import { RegistryError } from '../../domain/errors';
import type { HttpAnswer } from './consul-http';
import { parseHttpAnswer, UnreadableAnswer } from './parse-http-answer';

/** Questions sent without waiting for the answers to those before: thousands of small ones cost a tenth as much. */
export interface Pipeline {
  /** How many are not answered yet. */
  readonly waiting: number;
  /** False once an answer showed that what answers is not made for it. */
  readonly works: boolean;
  /** Sends one whole request. @throws RegistryError `unreachable` or `timeout` */
  ask(request: string, signal: AbortSignal): Promise<HttpAnswer>;
  close(): void;
}

interface Question {
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly signal: AbortSignal;
}

const SILENCE_MS = 10_000;
/** Probes are answered with nothing, or a sentence. */
const LONGEST_BYTES = 65_536;

/** `connect` opens a new connection; it is kept while there is something to ask. */
export function createPipeline(connect: () => Socket): Pipeline {
  let line: { readonly socket: Socket; readonly questions: Question[] } | null = null;
  let works = true;

  function open() {
    const socket = connect();
    const opened = { socket, questions: [] as Question[] };
    let bytes: Buffer = Buffer.alloc(0);
    socket.setNoDelay(true);
    socket.setTimeout(SILENCE_MS, () =>
      socket.destroy(new RegistryError('timeout', 'the agent did not answer in time')),
    );
    socket.on('data', (chunk: Buffer) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      try {
        bytes = bytes.subarray(answerFrom(bytes, opened.questions));
      } catch (error) {
        works &&= !(error instanceof UnreadableAnswer);
        socket.destroy(error as Error);
      }
    });
    let reason: unknown = new RegistryError('unreachable', 'the connection was closed');
    socket.on('error', (error) => {
      reason =
        error instanceof RegistryError ? error : new RegistryError('unreachable', error.message, { cause: error });
    });
    socket.on('close', () => {
      if (line === opened) line = null;
      for (const { reject } of opened.questions) reject(reason);
    });
    return opened;
  }

  return {
    get waiting() {
      return line?.questions.length ?? 0;
    },
    get works() {
      return works;
    },
    async ask(request, signal) {
      signal.throwIfAborted();
      if (!line || line.socket.destroyed) line = open();
      const { socket, questions } = line;
      const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
      questions.push({ resolve, reject, signal });
      send(socket, request);
      const giveUp = () => {
        reject(signal.reason);
        // Nobody waits for any of it: perhaps it leads nowhere.
        if (questions.every((question) => question.signal.aborted)) socket.destroy();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      return promise.finally(() => signal.removeEventListener('abort', giveUp));
    },
    close: () => line?.socket.destroy(),
  };
}

/** One write for all that is asked in the same turn. */
function send(socket: Socket, request: string): void {
  if (socket.writableCorked === 0) {
    socket.cork();
    process.nextTick(() => socket.uncork());
  }
  socket.write(request, 'latin1');
}

/** Gives whole answers to whom they are due; returns where the rest begins. */
function answerFrom(bytes: Buffer, questions: Question[]): number {
  let from = 0;
  for (let next = parseHttpAnswer(bytes, from); next; next = parseHttpAnswer(bytes, from)) {
    from = next.end;
    const question = questions.shift();
    if (!question) throw new UnreadableAnswer('an answer that nobody asked for');
    question.resolve(next.answer);
  }
  if (bytes.length - from > LONGEST_BYTES) throw new UnreadableAnswer('an answer without end');
  return from;
}
