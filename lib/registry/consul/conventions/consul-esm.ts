import type { Convention } from './convention';

/** consul-esm: services outside, on nodes marked as external; the monitor writes their checks. */
export const esm: Convention = {
  format: 'esm',
  read: ({ Node }) => (Node.Meta?.['external-node'] === 'true' ? {} : null),
};
