/** One event of a `text/event-stream`. */
export interface SseEvent {
  readonly name: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was sent.
  readonly data: any;
}

/** Reads a byte stream as SSE events, one by one. */
export async function* sseEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<SseEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield parseEvent(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

function parseEvent(block: string): SseEvent {
  const fields: Record<string, string> = {};
  for (const line of block.split('\n')) {
    const [name = '', ...value] = line.split(': ');
    fields[name.replace(/:$/, '')] = value.join(': ');
  }
  return { name: fields.event ?? 'message', id: fields.id ?? '', data: JSON.parse(fields.data ?? 'null') };
}
