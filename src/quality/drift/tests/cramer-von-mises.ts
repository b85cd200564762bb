import { logGamma } from '../math/gamma.ts'
import type { Samples, TestResult } from '../samples.ts'

/**
 * Cramér–von Mises test of two samples (Anderson, 1962): the squared distance between the cumulative distributions.
 * The p-value is exact up to 20 values a sample (Xiao, Gordon and Yakovlev, 2006), then asymptotic.
 */
export function cramerVonMises({ values, x, y, nx, ny }: Samples): TestResult {
  let [seenX, seenY, ux, uy] = [0, 0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const middle = seenX + seenY + (x[i]! + y[i]! + 1) / 2
    ux += squares(middle - seenX, x[i]!)
    uy += squares(middle - seenY, y[i]!)
    seenX += x[i]!
    seenY += y[i]!
  }
  const u = nx * ux + ny * uy
  const [k, n] = [nx * ny, nx + ny]
  const statistic = u / (k * n) - (4 * k - 1) / (6 * n)
  if (Math.max(nx, ny) <= 20) return { statistic, p: exact(u, nx, ny) }
  const expected = (1 + 1 / n) / 6
  const variance = ((n + 1) * (4 * k * n - 3 * (nx ** 2 + ny ** 2) - 2 * k)) / (45 * n ** 2 * 4 * k)
  const t = 1 / 6 + (statistic - expected) / Math.sqrt(45 * variance)
  return { statistic, p: t < 0.003 ? 1 : Math.max(0, 1 - limit(t)) }
}

/** The sum of (middle - i)² for i from 1 to count, where `middle` counts from the values before. */
function squares(middle: number, count: number): number {
  return count * middle ** 2 - middle * count * (count + 1) + (count * (count + 1) * (2 * count + 1)) / 6
}

function exact(s: number, m: number, n: number): number {
  const lcm = (m * n) / gcd(m, n)
  const [a, b] = [lcm / m, lcm / n]
  const mn = m * n
  const zeta = Math.floor((lcm ** 2 * (m + n) * (6 * s - mn * (4 * mn - 1))) / (6 * mn ** 2) + 1e-9)
  let rows: Map<number, number>[] = Array.from({ length: m + 1 }, (_, i) => (i === 0 ? new Map([[0, 1]]) : new Map()))
  for (let u = 0; u <= n; u++) {
    let carried = new Map<number, number>()
    rows = rows.map((row, v) => {
      const next = new Map<number, number>()
      const added = (a * v - b * u) ** 2
      for (const from of [carried, row]) for (const [value, ways] of from) next.set(value + added, (next.get(value + added) ?? 0) + ways)
      carried = next
      return next
    })
  }
  let [above, all] = [0, 0]
  for (const [value, ways] of rows[m]!) {
    all += ways
    if (value >= zeta) above += ways
  }
  return above / all
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** The limiting distribution (Anderson and Darling, 1952, 1.3). */
function limit(x: number): number {
  let sum = 0
  for (let k = 0; k < 1000; k++) {
    const q = (4 * k + 1) ** 2 / (16 * x)
    const term = (Math.exp(logGamma(k + 0.5) - logGamma(k + 1)) / (Math.PI ** 1.5 * Math.sqrt(x))) * Math.sqrt(4 * k + 1) * scaledBessel(q)
    sum += term
    if (Math.abs(term) < 1e-12) break
  }
  return sum
}

/** exp(-q) K_{1/4}(q), by the integral of exp(-q cosh t) cosh(t / 4). */
function scaledBessel(q: number): number {
  const step = 1 / 64
  let sum = 0.5 * Math.exp(-2 * q)
  for (let i = 1; i < 4000; i++) {
    const t = i * step
    const term = Math.exp(-q * (1 + Math.cosh(t))) * Math.cosh(t / 4)
    sum += term
    if (term < sum * 1e-18) break
  }
  return sum * step
}
