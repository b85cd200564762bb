const z = 1.959963984540054

function bound(share: number, n: number, side: 1 | -1): number {
  if (n === 0) return side === 1 ? 1 : 0
  const middle = share + (z * z) / (2 * n)
  const width = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  return Math.min(1, Math.max(0, (middle + side * width) / (1 + (z * z) / n)))
}

/** The lower end of Wilson's 95% interval of a share seen in n values. */
export const atLeast = (share: number, n: number): number => bound(share, n, -1)

const levels = [0.999, 0.995, 0.99, 0.98, 0.95, 0.9]

/**
 * The strictest share of values that can be asked for when some fail: 1 when none does, null when too many do.
 *
 * @example
 * mostlyFor(0, 1000) // 1
 * mostlyFor(12, 1000) // 0.95
 */
export function mostlyFor(failing: number, n: number): number | null {
  if (failing === 0) return 1
  const worst = bound(failing / n, n, 1)
  return levels.find((level) => worst <= 1 - level) ?? null
}
