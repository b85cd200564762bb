import { nestedName } from '../native-type.ts'
import { fits } from './value-type.ts'

/** The texts of the values of a JSON file, lines or an array or values behind one another, as far as they are complete. */
export function* jsonValues(text: string, limit: number): Generator<string> {
  let at = /^\s*\[\s*(?=[[{"\d\-tfn\]])/.exec(text)?.[0].length ?? 0
  for (let count = 0; count < limit; count++) {
    while (at < text.length && /[\s,]/.test(text[at]!)) at++
    if (at >= text.length || text[at] === ']') return
    const end = valueEnd(text, at)
    if (end === undefined) return
    yield text.slice(at, end)
    at = end
  }
}

function valueEnd(text: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const c = text[at]
    if (c === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++
      if (at >= text.length) return undefined
    } else if (c === '{' || c === '[') depth++
    else if (c === '}' || c === ']') depth--
    else if (depth === 0 && (c === ',' || c === '\n')) return at
    if (depth === 0 && (c === '}' || c === ']' || c === '"')) return at + 1
    if (depth < 0) return at
  }
  return undefined
}

/** What values at one place of JSON documents have in common. */
interface Shape {
  readonly kinds: Set<'boolean' | 'integer' | 'number' | 'string' | 'list' | 'object'>
  readonly fields: Map<string, Shape>
  element: Shape | undefined
  /** Whether all texts are days, or times. */
  days: boolean
  times: boolean
}

function shape(): Shape {
  return { kinds: new Set(), fields: new Map(), element: undefined, days: true, times: true }
}

function take(into: Shape, value: unknown): void {
  if (value === null || value === undefined) return
  if (typeof value === 'string') {
    into.kinds.add('string')
    if (into.days) into.days = /^\d{4}-/.test(value) && fits('date', value)
    if (into.times) into.times = /^\d{4}-/.test(value) && (fits('timestamp', value) || fits('timestamptz', value))
  } else if (typeof value === 'number') into.kinds.add(Number.isSafeInteger(value) ? 'integer' : 'number')
  else if (typeof value === 'boolean') into.kinds.add('boolean')
  else if (Array.isArray(value)) {
    into.kinds.add('list')
    into.element ??= shape()
    for (const item of value) take(into.element, item)
  } else {
    into.kinds.add('object')
    for (const [key, item] of Object.entries(value)) {
      const field = into.fields.get(key) ?? shape()
      into.fields.set(key, field)
      take(field, item)
    }
  }
}

function nativeOf(of: Shape): string {
  const kinds = [...of.kinds]
  if (kinds.length === 2 && of.kinds.has('integer') && of.kinds.has('number')) return 'DOUBLE'
  if (kinds.length !== 1) return 'VARCHAR'
  switch (kinds[0]!) {
    case 'boolean':
      return 'BOOLEAN'
    case 'integer':
      return 'BIGINT'
    case 'number':
      return 'DOUBLE'
    case 'string':
      return of.days ? 'DATE' : of.times ? 'TIMESTAMP' : 'VARCHAR'
    case 'list':
      return `${of.element === undefined ? 'VARCHAR' : nativeOf(of.element)}[]`
    case 'object':
      return of.fields.size === 0
        ? 'VARCHAR'
        : `STRUCT(${[...of.fields].map(([key, field]) => `${nestedName(key)} ${nativeOf(field)}`).join(', ')})`
  }
}

/** The columns of a JSON file from its first part: the fields of its objects, or one column `json` for other values. */
export function sniffJson(text: string): { readonly name: string; readonly native: string }[] {
  const whole = shape()
  for (const source of jsonValues(text, 2000)) {
    try {
      take(whole, JSON.parse(source))
    } catch {
      // a broken line is rejected when the file is read
    }
  }
  if (whole.kinds.size === 0) return []
  if (whole.kinds.size > 1 || !whole.kinds.has('object')) return [{ name: 'json', native: nativeOf(whole) }]
  return [...whole.fields].map(([name, field]) => ({ name, native: nativeOf(field) }))
}
