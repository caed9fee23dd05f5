import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A path to a PEM file, read at the start so that a missing one stops it. */
export const pemFile = z.string().transform((path, context) => {
  try {
    return readFileSync(/* turbopackIgnore: true */ path, 'utf8');
  } catch (error) {
    context.addIssue(`cannot read ${path}: ${error instanceof Error ? error.message : error}`);
    return z.NEVER;
  }
});
