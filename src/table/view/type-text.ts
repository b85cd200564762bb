import type { Field } from '../../engine/index.ts'

/** The module that declares tables, as users import it. */
const library = JSON.stringify('assay')

/** TypeScript's type of an engine's type; nested ones are unfolded, unknown ones are `unknown`. */
function typeOfNative(native: string): string {
  if (native.endsWith(']')) return `readonly (${typeOfNative(native.replace(/\[\d*\]$/, ''))} | null)[]`
  if (native.startsWith('STRUCT(')) {
    const fields = splitFields(native.slice(7, -1))
    return fields === undefined
      ? 'Record<string, unknown>'
      : `{ ${fields.map(([name, type]) => `${jsonName(name)}: ${typeOfNative(type)} | null`).join('; ')} }`
  }
  if (native.startsWith('MAP(')) return 'unknown'
  const plain = native.replace(/\(.*$/s, '')
  if (plain === 'BOOLEAN') return 'boolean'
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL|BIGNUM)$/.test(plain)) return 'number'
  if (/^(DATE|TIMESTAMP.*)$/.test(plain)) return 'Date'
  if (/^(VARCHAR|UUID|ENUM|BIT|JSON|TIME.*|INTERVAL)$/.test(plain)) return 'string'
  return plain === 'BLOB' ? 'Uint8Array' : 'unknown'
}

/** Names and types inside `STRUCT(...)`; undefined when they cannot be told apart. */
function splitFields(text: string): [string, string][] | undefined {
  const parts: string[] = []
  let [depth, start, inQuotes] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '"') inQuotes = !inQuotes
    else if (!inQuotes && (character === '(' || character === ')')) depth += character === '(' ? 1 : -1
    else if (!inQuotes && character === ',' && depth === 0) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  parts.push(text.slice(start))
  const fields = parts.map((part) => /^\s*(?:"((?:[^"]|"")*)"|(\w+)) (.+)$/s.exec(part))
  if (fields.some((field) => field === null)) return undefined
  return fields.map((field) => [(field?.[1] ?? field?.[2] ?? '').replaceAll('""', '"'), field?.[3] ?? ''])
}

/** Column names come from files nobody checked: they enter TypeScript only as JSON text. */
export function rowTypeText(fields: readonly Field[], bigints: readonly string[] = []): string {
  return fields.length === 0
    ? '{}'
    : `{ ${fields.map(({ name, native }) => `${jsonName(name)}: ${bigints.includes(name) ? 'bigint' : typeOfNative(native)} | null`).join('; ')} }`
}

/** A name as a JSON text that stays inside its line. */
function jsonName(name: string): string {
  return JSON.stringify(name).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`)
}

/** The TypeScript type of a table with these columns. */
export function tableTypeText(fields: readonly Field[], groups: readonly string[] = [], bigints: readonly string[] = []): string {
  const by = groups.length === 0 ? '' : `, ${groups.map(jsonName).join(' | ')}`
  return `import(${library}).Table<${rowTypeText(fields, bigints)}${by}>`
}
