/** Where the contents of the text (in quotes) that holds an offset start; undefined when the offset is in no text that starts on its line. */
export function textStart(code: string, offset: number): number | undefined {
  const from = code.lastIndexOf('\n', offset - 1) + 1
  const tokens = /\/\/|(["'`])(?:\\.|(?!\1)[^\\])*(\1)?/gu
  for (const found of code.slice(from, offset).matchAll(tokens)) {
    if (found[0] === '//') return undefined
    if (found[2] === undefined) return from + found.index + 1
  }
  return undefined
}
