import { logGamma } from './gamma.ts'

function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny)
  let h = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d || tiny)
    c = 1 + even / c || tiny
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d || tiny)
    c = 1 + odd / c || tiny
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return h
}

/** The regularised incomplete beta function I_x(a, b) (DLMF 8.17), by continued fraction. */
export function betaI(a: number, b: number, x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, 1 - x)) / b
}

/** The probability that a Student t variable of `df` degrees of freedom is farther from 0 than `t`, on either side. */
export const studentBeyond = (t: number, df: number): number =>
  Number.isFinite(t) ? betaI(df / 2, 0.5, df / (df + t * t)) : Number.isNaN(t) ? t : 0

/** The probability that an F variable of `d1` and `d2` degrees of freedom is above `f`. */
export const fisherAbove = (f: number, d1: number, d2: number): number =>
  f === Number.POSITIVE_INFINITY ? 0 : betaI(d2 / 2, d1 / 2, d2 / (d2 + d1 * f))
