import { type Categories, sharesOf, type TestResult } from '../samples.ts'

const overShares =
  (term: (p: number, q: number) => number, last: (sum: number) => number = (sum) => sum) =>
  ({ x, y }: Categories): TestResult => {
    const [p, q] = [sharesOf(x), sharesOf(y)]
    return { statistic: last(p.reduce((sum, share, i) => sum + term(share, q[i]!), 0)), p: null }
  }

const entropyTerm = (p: number, q: number) => (p === 0 ? 0 : p * Math.log(p / q))

/** Population stability index: the sum of (p - q) ln(p / q). Infinite when one sample lacks a category. Below 0.1 is stable, above 0.25 shifted. */
export const stabilityIndex = overShares((p, q) => (p === q ? 0 : (p - q) * Math.log(p / q)))

/** Kullback–Leibler divergence of the first sample from the second, in nats. */
export const kullbackLeibler = overShares(entropyTerm)

/** Jensen–Shannon distance, base 2: from 0, equal, to 1, nothing in common. */
export const jensenShannon = overShares(
  (p, q) => (entropyTerm(p, (p + q) / 2) + entropyTerm(q, (p + q) / 2)) / 2 / Math.LN2,
  (sum) => Math.sqrt(Math.max(0, sum)),
)

/** Hellinger distance: from 0 to 1. */
export const hellinger = overShares(
  (p, q) => (Math.sqrt(p) - Math.sqrt(q)) ** 2,
  (sum) => Math.sqrt(sum / 2),
)

/** Total variation distance: the share of values that would have to change their category. */
export const totalVariation = overShares((p, q) => Math.abs(p - q) / 2)
