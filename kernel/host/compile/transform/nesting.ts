/** Where brackets first are nested deeper than `limit`; undefined when they never are. Texts and remarks do not count. */
export function nestedBeyond(code: string, limit: number): number | undefined {
  // Fewer brackets than that need no closer look.
  if (code.length <= limit) return undefined
  const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|[([{]|[)\]}]/g
  let depth = 0
  for (let found = tokens.exec(code); found; found = tokens.exec(code)) {
    const [token] = found
    if (/^[([{]/.test(token) && ++depth > limit) return found.index
    if (/^[)\]}]/.test(token) && depth > 0) depth--
  }
  return undefined
}
