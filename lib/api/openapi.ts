import { z } from 'zod';
import { OPERATIONS, type Operation } from './operations';
import { problemSchema } from './schemas';

const DESCRIPTIONS: Readonly<Record<string, string>> = { 2: 'Success', 3: 'Elsewhere' };

/** The OpenAPI 3.1 document of every operation. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) {
    const path = operation.path.replace(/\[(\w+)\]/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall',
      version: '1',
      description:
        'Registries, services, instances and changes. Times are ISO 8601 UTC, 64-bit numbers are strings, errors are RFC 9457 problems with a stable code.',
    },
    paths,
    components: { schemas: { Problem: jsonSchema(problemSchema, 'output') } },
  };
}

function describe(operation: Operation): object {
  const responses: Record<string, object> = {};
  for (const [status, schema] of Object.entries(operation.answers)) {
    responses[status] = { description: DESCRIPTIONS[status[0] ?? ''] ?? 'Not yet', ...content(operation, schema) };
  }
  for (const status of new Set([...operation.problems, ...gateProblems(operation), 421])) {
    responses[status] = {
      description: 'Problem',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return {
    summary: operation.summary,
    description: operation.needs === 'anyone' ? 'For anyone.' : `Needs the role ${operation.needs}.`,
    parameters: [...pathParameters(operation.path), ...queryParameters(operation.query)],
    ...(operation.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(operation.body, 'input') } } },
    }),
    responses,
  };
}

/** What the gate before every route may answer. */
function gateProblems({ method, needs }: Operation): number[] {
  if (needs !== 'anyone') return [401, 403];
  return method === 'GET' ? [] : [403];
}

function content(operation: Operation, schema: z.ZodType | null): object {
  if (schema) return { content: { 'application/json': { schema: jsonSchema(schema, 'output') } } };
  if (operation.contentType) return { content: { [operation.contentType]: { schema: { type: 'string' } } } };
  return {};
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject | undefined): object[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    schema: jsonSchema(schema, 'input'),
  }));
}

function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
