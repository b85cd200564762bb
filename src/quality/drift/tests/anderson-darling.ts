import type { Samples, TestResult } from '../samples.ts'

const levels = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001]
const critical = [
  [0.675, -0.245, -0.105],
  [1.281, 0.25, -0.305],
  [1.645, 0.678, -0.362],
  [1.96, 1.149, -0.391],
  [2.326, 1.822, -0.396],
  [2.573, 2.364, -0.345],
  [3.085, 3.615, -0.154],
].map((parts) => parts.reduce((sum, part) => sum + part, 0))

/**
 * Anderson–Darling test of two samples, with midranks for ties (Scholz and Stephens, 1987): weighs the tails more than Kolmogorov–Smirnov.
 * The p-value is interpolated in the authors' table, between 0.001 and 0.25.
 */
export function andersonDarling({ values, x, y, nx, ny }: Samples): TestResult {
  const n = nx + ny
  let [seenX, seenY, a2] = [0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const l = x[i]! + y[i]!
    const b = seenX + seenY + l / 2
    const weight = l / n / (b * (n - b) - (n * l) / 4)
    const [mx, my] = [seenX + x[i]! / 2, seenY + y[i]! / 2]
    a2 += (weight * (n * mx - b * nx) ** 2) / nx + (weight * (n * my - b * ny) ** 2) / ny
    seenX += x[i]!
    seenY += y[i]!
  }
  a2 *= (n - 1) / n
  const statistic = (a2 - 1) / Math.sqrt(varianceOf(n, 1 / nx + 1 / ny))
  return { statistic, p: interpolated(statistic) }
}

function varianceOf(n: number, inverse: number): number {
  const k = 2
  let [h, g] = [0, 0]
  for (let i = 1; i <= n - 2; i++) {
    h += 1 / (n - i)
    g += h / (i + 1)
  }
  h += 1
  const a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverse
  const b = (2 * g - 4) * k ** 2 + 8 * h * k + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6
  const c = (6 * h + 2 * g - 2) * k ** 2 + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverse + 4 * h
  const d = (2 * h + 6) * k ** 2 - 4 * h * k
  return (a * n ** 3 + b * n ** 2 + c * n + d) / ((n - 1) * (n - 2) * (n - 3))
}

function interpolated(statistic: number): number {
  if (Number.isNaN(statistic)) return statistic
  if (statistic < critical[0]!) return levels[0]!
  if (statistic > critical.at(-1)!) return levels.at(-1)!
  const [c0, c1, c2] = parabola(critical, levels.map(Math.log))
  return Math.exp(c0 + c1 * statistic + c2 * statistic ** 2)
}

/** The parabola of least squares through points. */
function parabola(xs: readonly number[], ys: readonly number[]): [number, number, number] {
  const rows = [0, 1, 2].map((i) => [
    ...[0, 1, 2].map((j) => xs.reduce((sum, x) => sum + x ** (i + j), 0)),
    xs.reduce((sum, x, k) => sum + x ** i * ys[k]!, 0),
  ])
  for (let i = 0; i < 3; i++) {
    const pivot = rows[i]!
    for (let r = 0; r < 3; r++) {
      if (r === i) continue
      const factor = rows[r]![i]! / pivot[i]!
      for (let c = i; c < 4; c++) rows[r]![c]! -= factor * pivot[c]!
    }
  }
  return rows.map((row, i) => row[3]! / row[i]!) as [number, number, number]
}
