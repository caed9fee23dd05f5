import { actionPreviewSchema, actionSchema } from './action-answer-schemas';
import { actionRequestSchema, actionsQuerySchema, previewRequestSchema } from './action-schemas';
import type { Operation } from './operations';
import { pageSchema } from './schemas';

/** What is asked of instances, and what became of it. */
export const ACTION_OPERATIONS: readonly Operation[] = [
  {
    method: 'POST',
    path: '/api/v1/actions/preview',
    // It reads what a viewer may read and touches nothing.
    needs: 'viewer',
    summary: 'What an action would do; changes nothing',
    body: previewRequestSchema,
    answers: { 200: actionPreviewSchema },
    problems: [400, 403, 404, 413, 415, 503],
  },
  {
    method: 'POST',
    path: '/api/v1/actions',
    needs: 'operator',
    summary: 'Drain, restore, deregister, set the weight of or register instances; it goes on after the answer',
    body: actionRequestSchema,
    answers: { 202: actionSchema },
    problems: [400, 403, 404, 409, 413, 415, 503],
  },
  {
    method: 'GET',
    path: '/api/v1/actions',
    needs: 'viewer',
    summary: 'Actions, newest first',
    query: actionsQuerySchema,
    answers: { 200: pageSchema(actionSchema) },
    problems: [400],
  },
  {
    method: 'GET',
    path: '/api/v1/actions/[id]',
    needs: 'viewer',
    summary: 'One action as it stands',
    answers: { 200: actionSchema },
    problems: [404],
  },
  {
    method: 'POST',
    path: '/api/v1/actions/[id]/revert',
    needs: 'operator',
    summary: 'Take back what still stands of an action',
    answers: { 202: actionSchema },
    problems: [403, 404, 409],
  },
];
