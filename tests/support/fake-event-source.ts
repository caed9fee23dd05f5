import type { EventSourceLike } from '@/lib/stream/connection';
import type { FrameName, Frames } from '@/lib/stream/frames';

type Listener = Parameters<EventSourceLike['addEventListener']>[1];

/** An EventSource that says what the test tells it to. */
export class FakeEventSource implements EventSourceLike {
  readonly address: string;
  isClosed = false;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(address: string) {
    this.address = address;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.isClosed = true;
  }

  send<Name extends FrameName>(name: Name, frame: Frames[Name], id = ''): void {
    this.sendText(name, JSON.stringify(frame), id);
  }

  sendText(name: string, data: string, id = ''): void {
    for (const listener of this.#listeners.get(name) ?? []) listener({ data, lastEventId: id });
  }

  /** What the browser does when the connection is cut or refused. */
  cut(): void {
    for (const listener of this.#listeners.get('error') ?? []) listener({});
  }
}

/** Every EventSource that was opened, in order, and the class that opens them. */
export function fakeEventSources() {
  const opened: FakeEventSource[] = [];
  class Source extends FakeEventSource {
    constructor(address: string) {
      super(address);
      opened.push(this);
    }
  }
  const newest = () => {
    const source = opened.at(-1);
    if (!source) throw new Error('no EventSource has been opened');
    return source;
  };
  return { Source, opened, newest };
}
