/** Why and where a JavaScript pattern means nothing to the engine. */
function refuse(pattern: RegExp, what: string): SyntaxError {
  return new SyntaxError(`Cannot use ${String(pattern)} on the engine: ${what}; write it without, or as two patterns`)
}

const space = '\\s\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}'
const nothing = '[^\\x{0}-\\x{10ffff}]'

interface Cursor {
  readonly source: string
  at: number
}

/** One escape, as RE2 writes it. */
function escaped(cursor: Cursor, pattern: RegExp, inClass: boolean): string {
  const { source } = cursor
  const rest = source.slice(cursor.at)
  const take = (length: number, text: string) => {
    cursor.at += length
    return text
  }
  const pair = /^\\u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})/.exec(rest)
  if (pair !== null) {
    const code = String.fromCharCode(Number.parseInt(pair[1]!, 16), Number.parseInt(pair[2]!, 16)).codePointAt(0)!
    return take(12, `\\x{${code.toString(16)}}`)
  }
  const unicode = /^\\u(?:\{([\da-fA-F]+)\}|([\da-fA-F]{4}))/.exec(rest) ?? /^\\x([\da-fA-F]{2})/.exec(rest)
  if (unicode !== null) return take(unicode[0].length, `\\x{${unicode[1] ?? unicode[2]}}`)
  const property = /^\\([pP])\{(?:(?:Script|sc|Script_Extensions|scx|General_Category|gc)=)?(\w+)\}/.exec(rest)
  if (property !== null) return take(property[0].length, `\\${property[1]}{${categories[property[2]!] ?? property[2]}}`)
  const control = /^\\c([A-Za-z])/.exec(rest)
  if (control !== null) return take(3, `\\x{${(control[1]!.charCodeAt(0) % 32).toString(16)}}`)
  const next = rest[1] ?? ''
  if (/[1-9]/.test(next) || next === 'k') throw refuse(pattern, `it has no back-references (\\${next})`)
  if (next === '0') return take(2, '\\x{0}')
  if (next === 's') return take(2, inClass ? space : `[${space}]`)
  if (next === 'S') {
    if (inClass) throw refuse(pattern, 'it has no \\S inside brackets that agrees with JavaScript')
    return take(2, `[^${space}]`)
  }
  if (inClass && next === 'b') return take(2, '\\x{8}')
  if (/[dDwWbBnrtfv]/.test(next)) return take(2, `\\${next}`)
  return take(2, /[A-Za-z]/.test(next) ? next : `\\${next}`)
}

const categories: Readonly<Record<string, string>> = {
  Letter: 'L',
  Uppercase_Letter: 'Lu',
  Lowercase_Letter: 'Ll',
  Number: 'N',
  Decimal_Number: 'Nd',
  Punctuation: 'P',
  Symbol: 'S',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Mark: 'M',
  Alphabetic: 'L',
  Uppercase: 'Lu',
  Lowercase: 'Ll',
}

function characterClass(cursor: Cursor, pattern: RegExp): string {
  const { source } = cursor
  if (source.startsWith('[]', cursor.at)) {
    cursor.at += 2
    return nothing
  }
  if (source.startsWith('[^]', cursor.at)) {
    cursor.at += 3
    return '[\\x{0}-\\x{10ffff}]'
  }
  let out = '['
  cursor.at++
  if (source[cursor.at] === '^') {
    out += '^'
    cursor.at++
  }
  while (source[cursor.at] !== ']') {
    if (source[cursor.at] === '\\') out += escaped(cursor, pattern, true)
    else {
      out += source[cursor.at] === '[' ? '\\[' : source[cursor.at]
      cursor.at++
    }
  }
  cursor.at++
  return `${out}]`
}

function group(cursor: Cursor, pattern: RegExp): string {
  const rest = cursor.source.slice(cursor.at)
  if (/^\(\?[=!]/.test(rest)) throw refuse(pattern, 'it has no look-ahead (?= or (?!')
  if (/^\(\?<[=!]/.test(rest)) throw refuse(pattern, 'it has no look-behind (?<= or (?<!')
  const open = /^\((?:\?(?:<(\w+)>|[a-z-]*:))?/.exec(rest)!
  cursor.at += open[0].length
  return open[1] === undefined ? open[0] : `(?P<${open[1]}>`
}

/**
 * A JavaScript pattern as RE2, the engine's kind, writes it, flags included.
 *
 * @throws SyntaxError for what RE2 lacks: look-ahead, look-behind, back-references, repetition beyond 1000
 * @example
 * re2(/[\u4e00-\u9fa5]+/i) // '(?i)[\\x{4e00}-\\x{9fa5}]+'
 */
export function re2(pattern: RegExp): string {
  const cursor: Cursor = { source: pattern.source, at: 0 }
  const flags = ['i', 'm', 's'].filter((flag) => pattern.flags.includes(flag)).join('')
  if (pattern.sticky) throw refuse(pattern, 'it has no flag y')
  let out = flags === '' ? '' : `(?${flags})`
  while (cursor.at < cursor.source.length) {
    const character = cursor.source[cursor.at]
    if (character === '\\') out += escaped(cursor, pattern, false)
    else if (character === '[') out += characterClass(cursor, pattern)
    else if (character === '(') out += group(cursor, pattern)
    else {
      const repeat = /^\{(\d+)(?:,(\d*))?\}/.exec(cursor.source.slice(cursor.at))
      if (repeat !== null && Math.max(Number(repeat[1]), Number(repeat[2] ?? 0)) > 1000)
        throw refuse(pattern, 'it repeats at most 1000 times')
      out += character === '.' && !pattern.dotAll ? '[^\\n\\r\\x{2028}\\x{2029}]' : character
      cursor.at++
    }
  }
  return out
}

/** A replacement text of JavaScript as RE2 writes it: `$1` is `\1`, `$&` is `\0`, `$$` is `$`. */
export function re2Replacement(replacement: string): string {
  return replacement
    .replace(/\\/g, '\\\\')
    .replace(/\$(\$|&|\d{1,2})/g, (_, what: string) => (what === '$' ? '$' : what === '&' ? '\\0' : `\\${what}`))
}
