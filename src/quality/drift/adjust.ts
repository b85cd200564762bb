/**
 * P-values corrected for their number (Benjamini and Hochberg, 1995): of the columns called different, at most the share alpha is so by chance.
 *
 * @example
 * adjusted([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function adjusted(ps: readonly number[]): number[] {
  const order = ps.map((p, i) => ({ p, i })).sort((a, b) => b.p - a.p)
  const found = ps.map(() => 1)
  let least = 1
  for (const [k, { p, i }] of order.entries()) {
    least = Math.min(least, (p * ps.length) / (ps.length - k))
    found[i] = least
  }
  return found
}
