const longest = 200
const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest)}...` : text)
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] as string)

/** A small table as HTML and as plain text. */
export function tableBundle(head: readonly string[], rows: readonly (readonly string[])[]): Record<string, string> {
  const cells = rows.map((row) => row.map(cut))
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  const titles = head.map((title) => `<th scope="col">${escaped(title)}</th>`).join('')
  const body = cells.map(
    ([first = '', ...rest]) => `<tr><th scope="row">${escaped(first)}</th>${rest.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  )
  return {
    'text/html': `<table><thead><tr>${titles}</tr></thead><tbody>${body.join('')}</tbody></table>`,
    'text/plain': [head, ...cells].map(line).join('\n'),
  }
}
