export interface TextColumn {
  /** Heads, one line each. */
  readonly head: readonly string[]
  readonly align?: 'left' | 'right'
  /** Widest a cell may be, in columns of a terminal; longer cells end in `…`. */
  readonly width?: number
}

/** How many columns of a terminal a text takes: East Asian wide characters and emoji take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) continue
    width +=
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1f300 && code <= 0x1faff) ||
      (code >= 0x20000 && code <= 0x3fffd)
        ? 2
        : 1
  }
  return width
}

function cut(text: string, width: number): string {
  const line = text.replace(/[\r\n\t]+/g, ' ')
  if (displayWidth(line) <= width) return line
  let out = ''
  for (const character of line) {
    if (displayWidth(out + character) > width - 1) break
    out += character
  }
  return `${out}…`
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blank = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'right' ? blank + text : text + blank
}

/** Rows as aligned text, with heads and a rule of `─` below them. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((column, i) => cut(row[i] ?? '', column.width ?? 40)))
  const heights = Math.max(0, ...columns.map((column) => column.head.length))
  const widths = columns.map((column, i) => Math.max(...column.head.map(displayWidth), 1, ...cells.map((row) => displayWidth(row[i]!))))
  const line = (parts: readonly string[]) =>
    parts
      .map((part, i) => pad(part, widths[i]!, columns[i]!.align ?? 'left'))
      .join('  ')
      .trimEnd()
  const heads = Array.from({ length: heights }, (_, h) => line(columns.map((column) => column.head[h] ?? '')))
  return [...heads, widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(line)].join('\n')
}
