// Engines may differ in the last bit of Math.log, Math.exp and **; one bit is enough for another pick. These use nothing
// but the four operations, which IEEE 754 fixes. After fdlibm's e_log.c and e_exp.c (Sun Microsystems, 1993).

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Little-endian machines, as all that run JavaScript are. */
const LOW = 0;
const HIGH = 1;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 18_014_398_509_481_984;

/** The natural logarithm, the same on every machine. */
export function logarithm(given: number): number {
  if (!(given > 0)) return given === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (given === Number.POSITIVE_INFINITY) return given;
  let k = 0;
  double[0] = given;
  if ((words[HIGH] as number) < 0x00100000) {
    k = -54;
    double[0] = given * TWO_54;
  }
  let high = words[HIGH] as number;
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  const carry = (high + 0x95f64) & 0x100000;
  words[HIGH] = high | (carry ^ 0x3ff00000);
  k += carry >> 20;
  const f = (double[0] as number) - 1;
  if ((0x000fffff & (2 + high)) < 3) {
    if (f === 0) return k * LN2_HIGH + k * LN2_LOW;
    const near = f * f * (0.5 - 0.3333333333333333 * f);
    return k * LN2_HIGH - (near - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const rest = odd + even;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    if (k === 0) return f - (half - s * (half + rest));
    return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
  }
  if (k === 0) return f - s * (f - rest);
  return k * LN2_HIGH - (s * (f - rest) - k * LN2_LOW - f);
}

/** e to the power of `x`, the same on every machine. */
export function exponential(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  if (Math.abs(x) < 2 ** -28) return 1 + x;
  const k = Math.abs(x) > 0.5 * Math.LN2 ? Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5)) : 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = k === 0 ? 1 - ((r * c) / (c - 2) - r) : 1 - (low - (r * c) / (2 - c) - high);
  // In two steps: the power of two alone may be no normal number.
  const part = k >> 1;
  return y * powerOfTwo(part) * powerOfTwo(k - part);
}

/** `base` (0 or more) to the power of `exponent`, to 13 digits; exactly the base for 1. */
export function power(base: number, exponent: number): number {
  if (exponent === 1) return base;
  if (exponent === 0) return 1;
  return exponential(exponent * logarithm(base));
}

function powerOfTwo(exponent: number): number {
  words[LOW] = 0;
  words[HIGH] = (exponent + 1023) << 20;
  return double[0] as number;
}
