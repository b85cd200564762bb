/** The edit distance of two texts, where a swap of neighbours counts one. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let d = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, rows[i - 2]![j - 2]! + 1)
      row.push(d)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}

/**
 * The name nearest to a misspelt one, or undefined when none is near.
 *
 * @example
 * nearest('prise', ['price', 'qty']) // 'price'
 */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase()
  let best: string | undefined
  let least = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of names) {
    const d = distance(wanted, candidate.toLowerCase())
    if (d < least) {
      least = d
      best = candidate
    }
  }
  return best
}

/** Names in quotes, at most `limit` of them: `"price", "qty" and 3 more`. */
export function quoted(names: readonly string[], limit = 12): string {
  const shown = names.slice(0, limit).map((name) => JSON.stringify(name))
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}

/**
 * The error for a column that a table lacks; it names the nearest column, or all of them.
 *
 * @example
 * unknownColumn('prise', ['price', 'qty']).message
 * // Cannot read column "prise": did you mean "price"? The table has "price", "qty"
 */
export function unknownColumn(name: string, columns: readonly string[], doing = 'read column'): RangeError {
  const near = nearest(name, columns)
  const hint = near === undefined ? 'the table has' : `did you mean ${JSON.stringify(near)}? The table has`
  return new RangeError(`Cannot ${doing} ${JSON.stringify(name)}: ${hint} ${columns.length === 0 ? 'no columns' : quoted(columns)}`)
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
