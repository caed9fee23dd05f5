import { z } from 'zod';
import {
  changeCountsQuerySchema,
  changeCountsSchema,
  changesExportQuerySchema,
  departedInstanceSchema,
  fleetHistorySchema,
  fleetQuerySchema,
  historiesQuerySchema,
  historiesSchema,
  historyQuerySchema,
  instanceHistoryAnswerSchema,
  MOST_SERVICES,
  noisiestQuerySchema,
  noisyInstanceSchema,
  serviceHistorySchema,
} from './history-schemas';
import type { Operation } from './operations';
import { changeSchema, pageSchema } from './schemas';

export const changePageSchema = pageSchema(changeSchema).extend({
  totalIsAtLeast: z.literal(true).optional().describe('given where there are more than total'),
});

/** What is remembered. */
export const HISTORY_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/v1/changes/[id]',
    needs: 'viewer',
    summary: 'One change',
    answers: { 200: changeSchema },
    problems: [404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/changes/counts',
    needs: 'viewer',
    summary: 'How many changes there were over a range',
    query: changeCountsQuerySchema,
    answers: { 200: changeCountsSchema },
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/changes/noisiest',
    needs: 'viewer',
    summary: 'Instances whose health changed most often',
    query: noisiestQuerySchema,
    answers: { 200: z.object({ items: z.array(noisyInstanceSchema) }) },
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/changes/export',
    needs: 'viewer',
    summary: 'Changes as a file, all of them: CSV, or a line of JSON (application/x-ndjson) a change',
    query: changesExportQuerySchema,
    answers: { 200: null },
    contentType: 'text/csv',
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/registries/[registry]/services/[service]/history',
    needs: 'viewer',
    summary: 'A service and its instances over a range',
    query: historyQuerySchema,
    answers: { 200: serviceHistorySchema },
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/registries/[registry]/services/[service]/departed',
    needs: 'viewer',
    summary: 'Instances that left a service lately, newest first',
    answers: { 200: z.object({ items: z.array(departedInstanceSchema) }) },
    problems: [404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/registries/[registry]/instances/[id]/history',
    needs: 'viewer',
    summary: 'One instance over a range',
    query: historyQuerySchema,
    answers: { 200: instanceHistoryAnswerSchema },
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/histories',
    needs: 'viewer',
    summary: 'Bars of several services over a range',
    query: z.object({
      of: z.string().describe(`<registry>/<service>, 1 to ${MOST_SERVICES} times`),
      ...historiesQuerySchema.shape,
    }),
    answers: { 200: historiesSchema },
    problems: [400, 404, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/history',
    needs: 'viewer',
    summary: 'Instances of all services by state over a range',
    query: fleetQuerySchema,
    answers: { 200: fleetHistorySchema },
    problems: [400, 404, 503],
  },
];
