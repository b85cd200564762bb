import type { Samples, TestResult } from '../samples.ts'

/**
 * Two-sample Kolmogorov–Smirnov test: the largest distance between the cumulative distributions. The p-value is exact up to 10,000 values a
 * sample (Hodges, 1957), then asymptotic (Pelz and Good, 1976).
 */
export function kolmogorovSmirnov({ x, y, nx, ny, values }: Samples): TestResult {
  let [seenX, seenY, largest] = [0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    seenX += x[i]!
    seenY += y[i]!
    largest = Math.max(largest, Math.abs(seenX * ny - seenY * nx))
  }
  const statistic = largest / (nx * ny)
  if (largest === 0) return { statistic, p: 1 }
  const exact = Math.max(nx, ny) <= 10_000
  return {
    statistic,
    p: Math.min(
      1,
      Math.max(
        0,
        exact
          ? nx === ny
            ? squareOutside(nx, largest / nx)
            : outside(nx, ny, largest)
          : oneSample(Math.round((nx * ny) / (nx + ny)), statistic),
      ),
    ),
  }
}

/** Of all ways to order two samples of n values, the share whose distance is at least h / n. */
function squareOutside(n: number, h: number): number {
  let p = 0
  for (let k = Math.floor(n / h); k >= 0; k--) {
    let part = 1
    for (let j = 0; j < h; j++) part *= (n - k * h - j) / (n + k * h + j + 1)
    p = part * (1 - p)
  }
  return 2 * p
}

/** The same for samples of m and n values and a distance of h / (m n): paths on a grid that leave the band. */
function outside(m: number, n: number, h: number): number {
  const column = new Float64Array(n + 1)
  for (let i = 0; i <= m; i++)
    for (let j = 0; j <= n; j++) {
      if (Math.abs(i * n - j * m) >= h) column[j] = 1
      else if (i + j === 0) column[j] = 0
      else column[j] = ((i === 0 ? 0 : i * column[j]!) + (j === 0 ? 0 : j * column[j - 1]!)) / (i + j)
    }
  return column[n]!
}

/** The probability that the one-sample statistic of n values is above d. */
function oneSample(n: number, d: number): number {
  if (d >= 1) return 0
  const square = n * d * d
  if (square >= 370) return 0
  if (square >= (n <= 140 ? 4 : 2.2)) return Math.min(1, 2 * smirnov(n, d))
  return n <= 140 ? 1 - durbin(n, d) : 1 - pelzGood(n, d)
}

/** Birnbaum and Tingey's sum: the probability that the one-sided statistic is above d. */
function smirnov(n: number, d: number): number {
  let sum = 0
  let binomial = 0
  for (let j = 0; j <= Math.floor(n * (1 - d)); j++) {
    if (j > 0) binomial += Math.log((n - j + 1) / j)
    const [above, below] = [d + j / n, 1 - d - j / n]
    if (below <= 0 && n > j) continue
    sum += Math.exp(binomial + (j - 1) * Math.log(above) + (n - j) * Math.log(below || 1))
  }
  return d * sum
}

/** Durbin's matrix power, as Marsaglia, Tsang and Wang (2003) compute it. */
function durbin(n: number, d: number): number {
  const k = Math.ceil(n * d)
  const h = k - n * d
  const m = 2 * k - 1
  const at = (i: number, j: number) => i * m + j
  let matrix = new Float64Array(m * m)
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) matrix[at(i, j)] = i - j + 1 < 0 ? 0 : 1
  for (let i = 0; i < m; i++) {
    matrix[at(i, 0)]! -= h ** (i + 1)
    matrix[at(m - 1, i)]! -= h ** (m - i)
  }
  matrix[at(m - 1, 0)]! += 2 * h - 1 > 0 ? (2 * h - 1) ** m : 0
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) for (let g = 1; g <= i - j + 1; g++) matrix[at(i, j)]! /= g
  let power = Float64Array.from({ length: m * m }, (_, i) => (i % (m + 1) === 0 ? 1 : 0))
  let [scale, powerScale] = [0, 0]
  const product = (a: Float64Array, b: Float64Array) => {
    const c = new Float64Array(m * m)
    for (let i = 0; i < m; i++) for (let l = 0; l < m; l++) for (let j = 0; j < m; j++) c[at(i, j)]! += a[at(i, l)]! * b[at(l, j)]!
    return c
  }
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      power = product(power, matrix)
      powerScale += scale
    }
    matrix = product(matrix, matrix)
    scale *= 2
    if (matrix[at(k - 1, k - 1)]! > 1e140) {
      matrix = matrix.map((value) => value * 1e-140)
      scale += 140
    }
    if (power[at(k - 1, k - 1)]! > 1e140) {
      power = power.map((value) => value * 1e-140)
      powerScale += 140
    }
  }
  let logs = Math.log(power[at(k - 1, k - 1)]!) + powerScale * Math.LN10
  for (let i = 1; i <= n; i++) logs += Math.log(i / n)
  return Math.exp(logs)
}

/** Pelz and Good's expansion of the distribution below d. */
function pelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d
  const [pi2, pi4, pi6] = [Math.PI ** 2, Math.PI ** 4, Math.PI ** 6]
  const sums = [0, 0, 0, 0]
  const [z2, z4, z6] = [z ** 2, z ** 4, z ** 6]
  for (let k = 1; k <= Math.ceil((16 * z) / Math.PI); k++) {
    const m = 2 * k - 1
    const [m2, m4, m6] = [m ** 2, m ** 4, m ** 6]
    const q = Math.exp((-pi2 / 8 / z2) * m2)
    sums[0]! += q
    sums[1]! += q * (-z2 + (pi2 / 4) * m2)
    sums[2]! += q * (6 * z6 + 2 * z4 + (((2 * z4 - 5 * z2) * pi2) / 4) * m2 + ((pi4 * (1 - 2 * z2)) / 16) * m4)
    sums[3]! +=
      q *
      (-30 * z6 -
        90 * z ** 8 +
        ((pi2 * (135 * z4 - 96 * z6)) / 4) * m2 +
        ((pi4 * (-60 * z2 + 212 * z4)) / 16) * m4 +
        ((pi6 * (5 - 30 * z2)) / 64) * m6)
  }
  const root = Math.sqrt(2 * Math.PI)
  const terms = sums.map((sum, i) => (sum * root) / [z, 6 * z4, 72 * z ** 7, 6480 * z ** 10][i]!)
  for (let k = 1; k <= Math.ceil((16 * z) / Math.PI); k++) {
    const q = Math.exp((-pi2 / 2 / z2) * k * k)
    terms[2]! -= (k * k * q * pi2 * root) / (36 * z ** 3)
    terms[3]! += ((3 * z2 - pi2 * k * k) * k * k * q * pi2 * root) / (216 * z6)
  }
  return terms.reduce((sum, term, i) => sum + term / n ** (i / 2), 0)
}
