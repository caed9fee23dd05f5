import { describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/domain/instance';
import { summarizeService } from '@/lib/domain/service';
import { observed } from '@/tests/support/observed';

const at = (second: number) => `2026-01-05T09:00:0${second}.000Z`;

function instance(given: Partial<Instance> = {}): Instance {
  return {
    ...observed(),
    registry: 'memory',
    flapping: false,
    since: at(0),
    sinceAtLeast: false,
    checks: [],
    ...given,
  };
}

describe('a service summary', () => {
  it('has the worst health of those in rotation, and counts all', () => {
    const summary = summarizeService([
      instance({ health: 'critical', rotation: 'out' }),
      instance({ health: 'warning' }),
      instance({ health: 'passing' }),
    ]);
    expect(summary.health).toBe('warning');
    expect(summary.instances).toEqual({ total: 3, passing: 1, warning: 1, critical: 1, unknown: 0, out: 1 });
    expect(summary.inRotation).toEqual({ passing: 1, warning: 1, critical: 0, unknown: 0 });
  });

  it('is unknown when nobody is in rotation', () => {
    expect(summarizeService([instance({ rotation: 'out' })]).health).toBe('unknown');
  });

  it('has its health since the first of the worst had it', () => {
    const summary = summarizeService([
      instance({ health: 'critical', since: at(3) }),
      instance({ health: 'critical', since: at(2) }),
      instance({ since: at(1) }),
    ]);
    expect(summary.since).toBe(at(2));
  });

  it('keeps its since while its health stays, and starts it anew when it changes', () => {
    const before = summarizeService([instance()]);
    expect(summarizeService([instance({ since: at(4) })], { summary: before, at: at(5) }).since).toBe(at(0));
    expect(summarizeService([instance({ health: 'warning' })], { summary: before, at: at(5) }).since).toBe(at(5));
  });

  it('lists the commonest version first, and equally common ones in one order', () => {
    const of = (...versions: string[]) => summarizeService(versions.map((version) => instance({ version }))).versions;
    expect(of('1', '2', '2')).toEqual(['2', '1']);
    expect(of('1', '2')).toEqual(of('2', '1'));
  });

  it('refuses a service without instances', () => {
    expect(() => summarizeService([])).toThrow();
  });
});
