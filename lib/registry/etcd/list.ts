import { RegistryError } from '../../domain/errors';
import type { EtcdClient } from './client';
import { type KeyRange, keySuccessor } from './key-range';
import type { Header, KeyValue, RangeRequest, RangeResponse } from './wire';

/** What a list reads with. `pageSize` is the limit of the first page of a range. */
export interface ListContext {
  readonly client: EtcdClient;
  readonly pageSize: number;
  readonly signal: AbortSignal;
}

/** All keys of the ranges at one revision, handed out page by page so that nobody holds every raw value. */
export interface Listing {
  readonly header: Header;
  /** The ranges that could be read, and those that may not be. */
  readonly readable: readonly KeyRange[];
  readonly denied: readonly { readonly range: KeyRange; readonly error: RegistryError }[];
}

const PAGE_BYTES = 4 * 1024 * 1024;
const LARGEST_PAGE = 25_000;
const TRIES = 5;
/** Some megabytes over a slow line. */
const PAGE_TIMEOUT_MS = 15_000;

/**
 * Reads every range at one revision and hands each page to `take`. When that revision is compacted on the way, or a
 * range denied of which pages were handed out, it starts over, having called `restart`.
 * @throws RegistryError, `permission-denied` when no range may be read
 */
export async function listRanges(
  context: ListContext,
  ranges: readonly KeyRange[],
  sink: { readonly restart: () => void; readonly take: (kvs: readonly KeyValue[], range: KeyRange) => void },
): Promise<Listing> {
  for (let attempt = 1; ; attempt += 1) {
    sink.restart();
    const tried = await listOnce(context, ranges, sink.take).catch((error: unknown) => {
      if (!startsOver(error) || attempt === TRIES) throw error;
      return null;
    });
    if (!tried) continue;
    const { header, readable, denied } = tried;
    if (!header) throw denied[0]?.error ?? new RegistryError('internal', 'no prefix is configured');
    return { header, readable, denied };
  }
}

/** A right is taken away between two pages only once: the next try meets the refusal before the first. */
function startsOver(error: unknown): boolean {
  return error instanceof RegistryError && (error.code === 'compacted' || error.code === 'permission-denied');
}

async function listOnce(
  context: ListContext,
  ranges: readonly KeyRange[],
  take: (kvs: readonly KeyValue[], range: KeyRange) => void,
): Promise<Omit<Listing, 'header'> & { readonly header: Header | undefined }> {
  const readable: KeyRange[] = [];
  const denied: { range: KeyRange; error: RegistryError }[] = [];
  let header: Header | undefined;
  for (const range of ranges) {
    let isBegun = false;
    const takePage = (kvs: readonly KeyValue[]) => {
      isBegun = true;
      take(kvs, range);
    };
    try {
      header = await listRange(context, { range, header }, takePage);
      readable.push(range);
    } catch (error) {
      if (!(error instanceof RegistryError) || error.code !== 'permission-denied' || isBegun) throw error;
      denied.push({ range, error });
    }
  }
  return { header, readable, denied };
}

/** Pages through one range; answers with the header whose revision the whole list is at. */
async function listRange(
  context: ListContext,
  from: { readonly range: KeyRange; readonly header: Header | undefined },
  take: (kvs: readonly KeyValue[]) => void,
): Promise<Header> {
  let { header } = from;
  let next = readPage(context, pageRequest(from.range.start, from.range.end, context.pageSize, header));
  for (;;) {
    const page = await next;
    header ??= page.header;
    const last = page.kvs.at(-1);
    if (!page.more || !last) {
      take(page.kvs);
      return header;
    }
    // The next page travels while this one is decoded.
    const limit = fittingLimit(page.kvs);
    next = readPage(context, pageRequest(keySuccessor(last.key), from.range.end, limit, header));
    next.catch(() => {});
    take(page.kvs);
  }
}

function pageRequest(key: Buffer, end: Buffer, limit: number, header: Header | undefined): RangeRequest {
  return { key, range_end: end, limit, ...(header && { revision: header.revision }) };
}

function readPage(context: ListContext, payload: RangeRequest): Promise<RangeResponse> {
  const request = { service: 'KV', method: 'Range', payload, timeoutMs: PAGE_TIMEOUT_MS } as const;
  return context.client.request<RangeResponse>(request, context.signal);
}

/** Every page costs the server a walk over all keys behind it, so few large ones, but of bounded bytes. */
function fittingLimit(kvs: readonly KeyValue[]): number {
  let bytes = 0;
  for (const kv of kvs) bytes += kv.key.length + kv.value.length + 32;
  return Math.max(10, Math.min(LARGEST_PAGE, Math.floor((PAGE_BYTES * kvs.length) / bytes)));
}
