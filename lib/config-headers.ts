import { z } from 'zod';

/** Headers that Rollcall sends: their names and values of one line. */
export const headersSchema = z
  .record(z.string(), z.string().regex(/^[\t -~]*$/, 'expected a text of one line'))
  .superRefine((headers, context) => {
    for (const name of Object.keys(headers)) {
      if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) continue;
      context.addIssue({ code: 'custom', path: [name], message: 'expected the name of a header before it' });
    }
  });
