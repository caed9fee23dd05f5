import type { Edits } from './edits';
import { isJsonObject } from './entry';
import { jsonValue, withJsonValue } from './json-edit';

/** Its clients route to the status `healthy` and take a weight from the metadata, under either of its names. */
export const plainEdits: Edits = {
  drain: { edit: ({ text }) => withStatus(text, 'draining') },
  restore: { edit: ({ text }) => withStatus(text, 'healthy'), writes: 'health.status = healthy' },
  fail: { edit: ({ text }) => withStatus(text, 'unhealthy'), writes: 'health.status = unhealthy' },
  weigh: { edit: ({ text }, weight) => withWeight(text, weight), most: 1_000_000 },
  isRewritten: (text) => typeof jsonValue(text, ['health', 'last_check']) === 'string',
};

function withStatus(text: string, status: string): string | undefined {
  return withJsonValue(text, ['health', 'status'], status);
}

function withWeight(text: string, weight: number): string | undefined {
  const name =
    isJsonObject(jsonValue(text, ['metadata'])) || !isJsonObject(jsonValue(text, ['meta'])) ? 'metadata' : 'meta';
  const isNumber = typeof jsonValue(text, [name, 'weight']) === 'number';
  return withJsonValue(text, [name, 'weight'], isNumber ? weight : String(weight));
}
