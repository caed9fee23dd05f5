import type { z } from 'zod';
import { Problem } from './problem';

/** How many leases one request may ask for. */
const LEASE_IDS = 200;

/** How much of what is wrong is said; a list may be wrong in every item. */
const TOLD_ISSUES = 20;

/** How much a body may hold where nothing else is said, in bytes. */
const BODY_BYTES = 1024 * 1024;

/** The query of a request as the schema wants it. @throws Problem `malformed`, naming the parameter and what was expected */
export function parseQuery<Schema extends z.ZodObject>(request: Request, schema: Schema): z.output<Schema> {
  const given = new Map<string, string>();
  for (const [name, value] of new URL(request.url).searchParams) {
    if (given.has(name) && Object.hasOwn(schema.shape, name))
      throw new Problem('malformed', `${name} is given twice; expected it once.`);
    given.set(name, value);
  }
  return parse(schema, Object.fromEntries(given));
}

/** The body of a request as the schema wants it. @throws Problem `malformed` or `too-large` */
export async function parseBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limit = BODY_BYTES,
): Promise<z.output<Schema>> {
  const text = await readText(request, limit);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem('malformed', 'The body is not JSON.');
  }
  return parse(schema, value);
}

/** The `id` parameters of a request for leases. @throws Problem `malformed` */
export function parseLeaseIds(request: Request): string[] {
  const ids = [...new Set(new URL(request.url).searchParams.getAll('id'))];
  if (ids.length === 0 || ids.length > LEASE_IDS)
    throw new Problem('malformed', `id: expected 1 to ${LEASE_IDS} lease ids`);
  return ids;
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const told = issues.slice(0, TOLD_ISSUES).map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  const more = issues.length > TOLD_ISSUES ? [`and ${issues.length - TOLD_ISSUES} more`] : [];
  throw new Problem('malformed', [...told, ...more].join('; '));
}

async function readText(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new Problem('too-large', `The body is larger than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
