import type { ViewSpec } from '../stream/frames';

/** The address of a stream with these views, going on after a cursor where there is one. */
export function streamAddress(views: readonly ViewSpec[], after: string | null): string {
  const query = new URLSearchParams();
  for (const { view, registry, service } of views) {
    query.append('view', view);
    if (registry !== undefined) query.set(`${view}.registry`, registry);
    if (service !== undefined) query.set(`${view}.service`, service);
  }
  if (after !== null) query.set('after', after);
  return `/api/v1/stream?${query}`;
}
