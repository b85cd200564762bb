/** One value as the text that shapes are tested on: trimmed; dates as ISO days, with the clock when there is one. */
export function valueAsText(value: unknown): string {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return ''
    const iso = value.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
  }
  if (typeof value === 'object' && value !== null) return ''
  return String(value).trim()
}

/** The values that are there, as text. */
export function valuesAsText(values: readonly unknown[]): string[] {
  const texts: string[] = []
  for (const value of values) {
    if (value === null || value === undefined) continue
    const text = valueAsText(value)
    if (text !== '') texts.push(text)
  }
  return texts
}
