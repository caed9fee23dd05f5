import { z } from 'zod';
import type { Needs } from '../access/needs';
import { STREAM_VIEWS } from '../stream/frames';
import { ACCESS_OPERATIONS } from './access-operations';
import { ACTION_OPERATIONS } from './action-operations';
import { auditExportQuerySchema, auditQuerySchema, auditRecordSchema } from './audit-schemas';
import { formatsQuerySchema, recognisedFormatSchema, trialSchema, triedValueSchema } from './format-schemas';
import { changePageSchema, HISTORY_OPERATIONS } from './history-operations';
import { NOTIFICATION_OPERATIONS } from './notification-operations';
import {
  changesQuerySchema,
  consumerSchema,
  healthzSchema,
  inspectedInstanceSchema,
  instanceSchema,
  instancesQuerySchema,
  leaseSchema,
  pageAtSchema,
  pageSchema,
  readyzSchema,
  registrationSchema,
  registrySchema,
  rejectedQuerySchema,
  rejectionSchema,
  serviceDetailSchema,
  serviceQuerySchema,
  serviceSchema,
  servicesQuerySchema,
} from './schemas';
import { SIMULATION_OPERATIONS } from './simulation-operations';

/** One method of one route: what the OpenAPI document is made of, and what the tests hold the routes to. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the files under `app/` spell it. */
  readonly path: string;
  readonly needs: Needs;
  /** A POST that changes nothing and is answered in read-only mode too. */
  readonly inReadOnly?: true;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** By status; null where there is no JSON body. They need not be successes: a probe's 503 is an answer too. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  readonly contentType?: string;
  /** Statuses that come as problem+json. */
  readonly problems: readonly number[];
}

const items = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
const registered = registrationSchema.extend({ registry: z.string(), id: z.string() });
const place = { registry: z.string().optional(), service: z.string().optional() };

/** Every operation of the HTTP contract. A new route is a new entry here. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/v1/registries',
    needs: 'viewer',
    summary: 'The configured registries, their links and servers',
    answers: { 200: items(registrySchema) },
    problems: [],
  },
  {
    method: 'GET',
    path: '/api/v1/services',
    needs: 'viewer',
    summary: 'Services, worst first',
    query: servicesQuerySchema,
    answers: { 200: pageAtSchema(serviceSchema) },
    problems: [400, 404],
  },
  {
    method: 'GET',
    path: '/api/v1/registries/[registry]/services/[service]',
    needs: 'viewer',
    summary: 'One service with its instances',
    query: serviceQuerySchema,
    answers: { 200: serviceDetailSchema },
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/registries/[registry]/services/[service]/consumers',
    needs: 'viewer',
    summary: 'Who subscribes to a service, where its format tells',
    answers: { 200: items(consumerSchema) },
    problems: [404],
  },
  {
    method: 'GET',
    path: '/api/v1/instances',
    needs: 'viewer',
    summary: 'Instances, worst first',
    query: instancesQuerySchema,
    answers: { 200: pageAtSchema(instanceSchema) },
    problems: [400, 404],
  },
  {
    method: 'GET',
    path: '/api/v1/registries/[registry]/instances/[id]',
    needs: 'viewer',
    summary: 'One instance, with what its registry holds',
    answers: { 200: inspectedInstanceSchema },
    problems: [404],
  },
  {
    method: 'PUT',
    path: '/api/v1/registries/[registry]/instances/[id]',
    needs: 'operator',
    summary: 'Register yourself with the embedded registry, or replace what you registered',
    body: registrationSchema,
    answers: { 200: registered, 201: registered },
    problems: [400, 403, 404, 409, 413, 415],
  },
  {
    method: 'DELETE',
    path: '/api/v1/registries/[registry]/instances/[id]',
    needs: 'operator',
    summary: 'Deregister yourself from the embedded registry',
    answers: { 204: null },
    problems: [403, 404, 409],
  },
  {
    method: 'PUT',
    path: '/api/v1/registries/[registry]/instances/[id]/heartbeat',
    needs: 'operator',
    summary: 'A sign of life, due once per ttlSeconds',
    answers: { 204: null },
    problems: [403, 404, 409],
  },
  {
    method: 'GET',
    path: '/api/v1/registries/[registry]/leases',
    needs: 'viewer',
    summary: 'Remaining time of leases; those that are gone are left out',
    query: z.object({ id: z.string().describe('1 to 200 times') }),
    answers: { 200: items(leaseSchema) },
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/changes',
    needs: 'viewer',
    summary: 'Observed changes, newest first',
    query: changesQuerySchema,
    answers: { 200: changePageSchema },
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/audit',
    needs: 'operator',
    summary: 'What was asked of Rollcall and what came of it, newest first',
    query: auditQuerySchema,
    answers: { 200: pageSchema(auditRecordSchema) },
    problems: [400, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/audit/export',
    needs: 'operator',
    summary: 'The same as a file, all of it: CSV, or a line of JSON (application/x-ndjson) a record',
    query: auditExportQuerySchema,
    answers: { 200: null },
    contentType: 'text/csv',
    problems: [400, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/rejected',
    needs: 'viewer',
    summary: 'Keys that no format could decode',
    query: rejectedQuerySchema,
    answers: { 200: pageSchema(rejectionSchema) },
    problems: [400, 404],
  },
  {
    method: 'GET',
    path: '/api/v1/formats',
    needs: 'viewer',
    summary: 'Every known format, and what of it was recognised where',
    query: formatsQuerySchema,
    answers: { 200: items(recognisedFormatSchema) },
    problems: [400, 404],
  },
  {
    method: 'POST',
    path: '/api/v1/formats/decode',
    needs: 'viewer',
    summary: 'What a key and value would be read as; changes nothing',
    body: trialSchema,
    answers: { 200: triedValueSchema },
    problems: [400, 403, 404, 413, 415],
  },
  {
    method: 'GET',
    path: '/api/v1/stream',
    needs: 'viewer',
    summary: 'Server-sent events: snapshot, change, link, ping, end, failure',
    query: z.object({
      view: z.enum(STREAM_VIEWS).describe('once or more; <view>.registry and <view>.service narrow that view alone'),
      ...place,
      after: z.string().optional().describe('a cursor; the Last-Event-ID header wins over it'),
    }),
    answers: { 200: null },
    contentType: 'text/event-stream',
    problems: [400, 404],
  },
  ...HISTORY_OPERATIONS,
  ...ACTION_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...SIMULATION_OPERATIONS,
  ...ACCESS_OPERATIONS,
  {
    method: 'GET',
    path: '/api/v1/openapi.json',
    needs: 'anyone',
    summary: 'This document',
    answers: { 200: z.looseObject({ openapi: z.string() }) },
    problems: [],
  },
  {
    method: 'GET',
    path: '/healthz',
    needs: 'anyone',
    summary: 'The process answers',
    answers: { 200: healthzSchema },
    problems: [],
  },
  {
    method: 'GET',
    path: '/readyz',
    needs: 'anyone',
    summary: 'Every registry was listed once or is known to be down',
    answers: { 200: readyzSchema, 503: readyzSchema },
    problems: [],
  },
  {
    method: 'GET',
    path: '/metrics',
    needs: 'viewer',
    summary: 'Metrics in the text format of Prometheus',
    answers: { 200: null },
    contentType: 'text/plain',
    problems: [],
  },
];
