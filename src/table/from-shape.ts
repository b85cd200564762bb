import { identifier } from '../engine/index.ts'

/** What values of a column are: the engine's type of plain ones, what a list holds, the fields of objects; null when nothing is known. */
export type Shape = string | { readonly items: Shape } | { readonly fields: Readonly<Record<string, Shape>> } | null

/** What all values have in common; text when nothing else fits. */
export function shapeOfAll(values: Iterable<unknown>): Shape {
  let shape: Shape = null
  for (const value of values) {
    shape = widen(shape, shapeOf(value))
    if (shape === 'VARCHAR') break
  }
  return shape
}

function shapeOf(value: unknown): Shape {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'BIGINT' : 'DOUBLE'
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? 'BIGINT' : 'HUGEINT'
  if (typeof value === 'boolean') return 'BOOLEAN'
  if (value instanceof Date) return 'TIMESTAMP'
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return { items: shapeOfAll(value as unknown as Iterable<unknown>) }
  if (typeof value === 'object' && Object.keys(value).length > 0) {
    return { fields: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)])) }
  }
  return 'VARCHAR'
}

function widen(a: Shape, b: Shape): Shape {
  if (a === null || b === null) return a ?? b
  if (typeof a === 'string' || typeof b === 'string') {
    if (a === b) return a
    const numbers: unknown[] = ['BIGINT', 'DOUBLE']
    return numbers.includes(a) && numbers.includes(b) ? 'DOUBLE' : 'VARCHAR'
  }
  if ('items' in a) return 'items' in b ? { items: widen(a.items, b.items) } : 'VARCHAR'
  if ('items' in b) return 'VARCHAR'
  const names = [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])]
  return { fields: Object.fromEntries(names.map((name) => [name, widen(a.fields[name] ?? null, b.fields[name] ?? null)])) }
}

/** The engine's name of a type. */
export function nativeOf(shape: Shape): string {
  if (shape === null) return 'VARCHAR'
  if (typeof shape === 'string') return shape
  if ('items' in shape) return `${nativeOf(shape.items)}[]`
  return `STRUCT(${Object.entries(shape.fields)
    .map(([name, field]) => `${identifier(name)} ${nativeOf(field)}`)
    .join(', ')})`
}

/** A type as the engine's reader of JSON takes it: text for plain ones, lists and objects for nested ones. */
export function jsonShape(shape: Shape): unknown {
  if (shape === null) return 'VARCHAR'
  if (typeof shape === 'string') return shape
  if ('items' in shape) return [jsonShape(shape.items)]
  return Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, jsonShape(field)]))
}
