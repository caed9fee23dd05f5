import {
  deliveriesQuerySchema,
  deliverySchema,
  muteSchema,
  newMuteSchema,
  notificationsSchema,
  targetTestSchema,
} from './notification-schemas';
import type { Operation } from './operations';
import { pageSchema } from './schemas';

/** Who is told what, and what is muted. */
export const NOTIFICATION_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/v1/notifications',
    needs: 'viewer',
    summary: 'Rules and how they stand, targets, what is firing and what is muted',
    answers: { 200: notificationsSchema },
    problems: [503],
  },
  {
    method: 'GET',
    path: '/api/v1/notifications/deliveries',
    needs: 'viewer',
    summary: 'Messages and what became of them, newest first; those that have ended are kept for a while',
    query: deliveriesQuerySchema,
    answers: { 200: pageSchema(deliverySchema) },
    problems: [400, 503],
  },
  {
    method: 'POST',
    path: '/api/v1/notifications/targets/[id]/test',
    needs: 'operator',
    summary: 'Send a test message now, and say what came of it',
    answers: { 200: targetTestSchema },
    problems: [403, 404, 503],
  },
  {
    method: 'POST',
    path: '/api/v1/notifications/mutes',
    needs: 'operator',
    summary: 'Tell nobody of a rule, a registry or a service for a time',
    body: newMuteSchema,
    answers: { 201: muteSchema },
    problems: [400, 403, 413, 415, 503],
  },
  {
    method: 'DELETE',
    path: '/api/v1/notifications/mutes/[id]',
    needs: 'operator',
    summary: 'End a mute',
    answers: { 204: null },
    problems: [403, 404, 503],
  },
];
