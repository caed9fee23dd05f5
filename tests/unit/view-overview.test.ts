import { expect, it, vi } from 'vitest';
import { overviewOf } from '@/lib/view/overview';
import { sampleService } from '../support/catalog-samples';

vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

const NONE = { passing: 0, warning: 0, critical: 0, unknown: 0 };
const critical = sampleService('critical', {
  health: 'critical',
  instances: { ...NONE, total: 3, critical: 1, passing: 2, out: 0 },
  inRotation: { ...NONE, critical: 1, passing: 2 },
});
const warning = sampleService('warning', {
  registry: 's',
  health: 'warning',
  instances: { ...NONE, total: 1, warning: 1, out: 0 },
  inRotation: { ...NONE, warning: 1 },
});
const drained = sampleService('drained', {
  health: 'unknown',
  instances: { ...NONE, total: 2, critical: 1, passing: 1, out: 2 },
  inRotation: NONE,
});

it('sums up instances by health, over all and by registry', () => {
  const { totals, byRegistry } = overviewOf([sampleService('well'), critical, warning, drained]);
  expect(totals).toEqual({
    services: 4,
    instances: 7,
    out: 2,
    by: { critical: 2, warning: 1, unknown: 0, passing: 4 },
    servicesBy: { critical: 2, warning: 1, unknown: 0, passing: 3, out: 1 },
  });
  expect(byRegistry.get('s')?.instances).toBe(1);
});

it('lists what is wrong worst first, and never what was taken out altogether', () => {
  const { attention, out } = overviewOf([sampleService('well'), warning, drained, critical]);
  expect(attention.map(({ service }) => service)).toEqual(['critical', 'warning']);
  expect(out.map(({ service }) => service)).toEqual(['drained']);
});
