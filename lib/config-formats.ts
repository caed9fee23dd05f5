import { z } from 'zod';
import { CUSTOM_FIELDS } from './registry/etcd/formats/custom-sheet';
import { parseJsonPointer } from './registry/etcd/formats/json-pointer';
import { parseKeyPattern } from './registry/etcd/formats/key-pattern';
import { KNOWN_FORMATS } from './registry/etcd/formats/known-formats';

const pointerSchema = z.string().transform((text, context) => {
  const pointer = parseJsonPointer(text);
  if (pointer) return pointer;
  context.addIssue('expected a JSON pointer like /net/host ("~" is written ~0 and "/" inside a name ~1)');
  return z.NEVER;
});

const patternSchema = z.string().transform((text, context) => {
  const pattern = parseKeyPattern(text);
  if (!('fault' in pattern)) return pattern;
  context.addIssue(pattern.fault);
  return z.NEVER;
});

const wordSchema = z.union([z.string().min(1), z.number(), z.boolean()], 'expected a word').transform(String);
const wordsSchema = z.array(wordSchema).default([]);

const customSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a short name of small letters, digits and "-"'),
    key: patternSchema,
    fields: z.partialRecord(z.enum(CUSTOM_FIELDS), pointerSchema).default({}),
    words: z
      .strictObject({ passing: wordsSchema, warning: wordsSchema, critical: wordsSchema, out: wordsSchema })
      .optional(),
    defaultWeight: z.number().min(0).optional(),
  })
  .superRefine(({ name, key, fields, words }, context) => {
    if (KNOWN_FORMATS.some((format) => format.name === name)) {
      refuse(context, ['name'], 'a built-in format has this name; expected another one');
    }
    for (const field of ['service', 'address'] as const) {
      if (fields[field] || key.names.includes(field)) continue;
      refuse(context, ['fields', field], `expected a JSON pointer here or {${field}} in the key`);
    }
    if (!words) return;
    const isTold = (['health', 'rotation'] as const).some((field) => fields[field] ?? key.names.includes(field));
    if (!isTold) refuse(context, ['words'], 'they are for fields.health or fields.rotation, of which none is given');
    const all = Object.values(words).flatMap((list) => list.map((word) => word.toLowerCase()));
    const double = all.find((word, index) => all.indexOf(word) !== index);
    if (double !== undefined) refuse(context, ['words'], `"${double}" is there twice`);
  });

const ruleSchema = z
  .strictObject({ prefix: z.string(), only: z.string().optional(), off: z.array(z.string()).min(1).optional() })
  .superRefine(({ only, off }, context) => {
    if ((only === undefined) === (off === undefined)) refuse(context, [], 'expected either only or off');
  });

/** Which formats are tried where, and formats of one's own. */
export const formatsSchema = z
  .strictObject({ rules: z.array(ruleSchema).default([]), custom: z.array(customSchema).default([]) })
  .superRefine(({ rules, custom }, context) => {
    for (const [index, { name }] of custom.entries()) {
      if (custom.findIndex((other) => other.name === name) === index) continue;
      refuse(context, ['custom', index, 'name'], 'another custom format has this name');
    }
    const known = [...KNOWN_FORMATS, ...custom].map(({ name }) => name);
    for (const [index, { prefix, only, off = [] }] of rules.entries()) {
      const unknown = (name: string, path: (string | number)[]) => {
        if (known.includes(name)) return;
        refuse(
          context,
          ['rules', index, ...path],
          `no format has this name; expected one of ${known.toSorted().join(', ')}`,
        );
      };
      if (only !== undefined) unknown(only, ['only']);
      for (const [place, name] of off.entries()) unknown(name, ['off', place]);
      if (rules.findIndex((other) => other.prefix === prefix) === index) continue;
      refuse(context, ['rules', index, 'prefix'], 'another rule has this prefix; expected one rule a prefix');
    }
  });

function refuse(context: z.RefinementCtx, path: (string | number)[], message: string): void {
  context.addIssue({ code: 'custom', path, message });
}
