const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** The natural logarithm of the gamma function, for x above 0 (Lanczos, g = 7; Stirling's series from 50 on). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  if (x > 50) {
    const inverse = 1 / (x * x)
    const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
  }
  const y = x - 1
  const sum = lanczos.slice(1).reduce((all, c, i) => all + c / (y + i + 1), lanczos[0]!)
  const t = y + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** The regularised upper incomplete gamma function Q(a, x) (DLMF 8.2.4), by series below a + 1 and continued fraction above. */
export function gammaQ(a: number, x: number): number {
  if (!(x > 0)) return Number.isNaN(x) ? Number.NaN : 1
  if (x === Number.POSITIVE_INFINITY) return 0
  const front = Math.exp(-x + a * Math.log(x) - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 100_000 && Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= x / (a + n)
      sum += term
    }
    return Math.max(0, 1 - sum * front)
  }
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / (an * d + b || 1e-300)
    c = b + an / c || 1e-300
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return front * h
}

/** The probability that a chi-squared variable of `df` degrees of freedom is above `x`. */
export const chiSquaredAbove = (x: number, df: number): number => gammaQ(df / 2, x / 2)

/** The probability that a standard normal variable is above `z`. */
export const normalAbove = (z: number): number => (z < 0 ? 1 - normalAbove(-z) : gammaQ(0.5, (z * z) / 2) / 2)
