import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeOutAllowance } from '@/lib/checks/take-out-allowance';

describe('how many instances a policy may take out', () => {
  it.each([
    [{ registered: 10, inRotation: 10, deregistered: 0 }, 0.5, 5],
    [{ registered: 10, inRotation: 6, deregistered: 0 }, 0.5, 1],
    [{ registered: 10, inRotation: 5, deregistered: 0 }, 0.5, 0],
    [{ registered: 10, inRotation: 2, deregistered: 0 }, 0.5, 0],
    [{ registered: 5, inRotation: 5, deregistered: 5 }, 0.5, 0],
    [{ registered: 1, inRotation: 1, deregistered: 0 }, 0.5, 0],
    [{ registered: 2, inRotation: 2, deregistered: 0 }, 0.5, 1],
    [{ registered: 3, inRotation: 3, deregistered: 0 }, 0.5, 1],
    [{ registered: 30, inRotation: 30, deregistered: 0 }, 0.1, 27],
    [{ registered: 4, inRotation: 4, deregistered: 0 }, 1, 0],
    [{ registered: 4, inRotation: 4, deregistered: 0 }, 0, 4],
    [{ registered: 0, inRotation: 0, deregistered: 0 }, 0.5, 0],
  ])('of %j with %d kept: %d', (share, keep, allowance) => {
    expect(takeOutAllowance(share, keep)).toBe(allowance);
  });

  it('keeps half where nothing else is said', () => {
    expect(takeOutAllowance({ registered: 8, inRotation: 8, deregistered: 0 })).toBe(4);
  });

  it('never leaves less than the share in rotation, in whatever order instances are drained, deregistered and return', () => {
    const steps = fc.array(fc.constantFrom('drain', 'deregister', 'return'), { maxLength: 80 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 100 }), steps, (size, percent, taken) => {
        const share = { registered: size, inRotation: size, deregistered: 0 };
        for (const step of taken) {
          if (step === 'return') {
            if (share.deregistered === 0) continue;
            share.deregistered -= 1;
            share.registered += 1;
            share.inRotation += 1;
          } else if (takeOutAllowance(share, percent / 100) > 0) {
            share.inRotation -= 1;
            if (step === 'drain') continue;
            share.registered -= 1;
            share.deregistered += 1;
          }
          expect(share.inRotation * 100).toBeGreaterThanOrEqual(size * percent);
        }
      }),
    );
  });
});
