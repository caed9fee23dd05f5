import { trialSchema } from '@/lib/api/format-schemas';
import { TRY_BODY_BYTES, tryValue } from '@/lib/api/formats';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

/** Changes nothing: the body is what a GET could not carry. */
export const POST = route('viewer', async (request) =>
  Response.json(tryValue(await parseBody(request, trialSchema, TRY_BODY_BYTES))),
);
