import { add, literal } from '@uwdata/mosaic-sql'
import { fn, re2 } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { fromConstant, nodeOf, textOf } from './operators.ts'
import { UnsupportedPart } from './unsupported.ts'
import { isNumeric, levelOf, type Value } from './value.ts'

/** `.length`, an element of a list, a field of a struct or of an outside object. */
export function property(object: Value, name: string | undefined, index: Value | undefined): Value {
  if (object.constant !== undefined) {
    const inside = object.constant.value as Record<string, unknown> | null
    if (name === undefined) throw new UnsupportedPart('an outside value read by a column')
    if (inside !== null && typeof inside === 'object' && Object.hasOwn(inside, name)) return fromConstant(inside[name])
    if (typeof object.constant.value === 'string' && name === 'length') return fromConstant(object.constant.value.length)
    if (inside !== null && typeof inside === 'object')
      throw new RangeError(
        `Cannot read "${name}" of an outside value: it has ${
          Object.keys(inside)
            .slice(0, 12)
            .map((k) => JSON.stringify(k))
            .join(', ') || 'nothing'
        }`,
      )
  }
  const level = levelOf([object])
  if (name === 'length' && index === undefined) {
    return { node: fn(object.type === 'list' ? 'list_length' : 'length', nodeOf(object)), type: 'integer', ...level }
  }
  if (index !== undefined && (isNumeric(index.type) || name === undefined)) {
    const name = object.type === 'text' ? 'character' : 'list_element'
    return { node: fn(name, nodeOf(object), nodeOf(index)), type: object.type === 'text' ? 'text' : 'unknown', ...level }
  }
  if (object.type !== 'struct' && object.type !== 'unknown') throw new UnsupportedPart(`the property "${name}"`)
  return { node: fn('field', nodeOf(object), literal(name as string)), type: 'unknown', ...level }
}

/** The pattern that a value is, if it is one; what the engine's kind of pattern lacks is an error here. */
export function regexOf(value: Value | undefined): RegExp | undefined {
  const pattern = value?.constant?.value
  if (!(pattern instanceof RegExp)) return undefined
  re2(pattern)
  return pattern
}

const at = (args: readonly Value[], i: number) => args[i] as Value

function replace(text: Value, args: readonly Value[], all: boolean): Value {
  const replacement = at(args, 1).constant?.value
  if (typeof replacement !== 'string') throw new UnsupportedPart('a replacement that is not constant text')
  const pattern = regexOf(args[0])
  const wanted = at(args, 0).constant?.value
  if (pattern !== undefined) return { node: fn('regexp_replace', nodeOf(text), pattern, replacement), type: 'text' }
  if (all) return { node: fn('replace', nodeOf(text), nodeOf(at(args, 0)), replacement), type: 'text' }
  if (typeof wanted !== 'string') throw new UnsupportedPart('replace of text that is not constant', 'Use replaceAll')
  const once = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return { node: fn('regexp_replace', nodeOf(text), once, replacement.replaceAll('$', '$$$$')), type: 'text' }
}

type Method = (self: Value, args: readonly Value[]) => Value

const textCall = (name: string, type: ColumnType, count: number): Method => {
  return (self, args) => ({ node: fn(name as never, ...[self, ...args.slice(0, count)].map(nodeOf)), type })
}

const part = (name: string, shift = 0): Method => {
  return (self) => ({
    node: shift === 0 ? fn(name as never, nodeOf(self)) : add(fn(name as never, nodeOf(self)), literal(shift)),
    type: 'integer',
  })
}

const methods: Readonly<Record<string, { readonly args: number; readonly make: Method }>> = {
  toLowerCase: { args: 0, make: textCall('lower', 'text', 0) },
  toUpperCase: { args: 0, make: textCall('upper', 'text', 0) },
  trim: { args: 0, make: textCall('trim', 'text', 0) },
  trimStart: { args: 0, make: textCall('trim_start', 'text', 0) },
  trimEnd: { args: 0, make: textCall('trim_end', 'text', 0) },
  startsWith: { args: 1, make: textCall('starts_with', 'boolean', 1) },
  endsWith: { args: 1, make: textCall('ends_with', 'boolean', 1) },
  includes: {
    args: 1,
    make: (self, args) =>
      self.type === 'list' ? textCall('list_contains', 'boolean', 1)(self, args) : textCall('contains', 'boolean', 1)(self, args),
  },
  indexOf: { args: 1, make: textCall('index_of', 'integer', 1) },
  charAt: {
    args: 1,
    make: (self: Value, args: readonly Value[]): Value => ({
      node: fn('coalesce', fn('character', nodeOf(self), nodeOf(at(args, 0))), fn('if', fn('is_present', nodeOf(self)), '', null)),
      type: 'text',
    }),
  },
  substring: { args: 1, make: textCall('substring', 'text', 2) },
  slice: { args: 1, make: textCall('slice', 'text', 2) },
  padStart: { args: 1, make: textCall('pad_start', 'text', 2) },
  padEnd: { args: 1, make: textCall('pad_end', 'text', 2) },
  repeat: { args: 1, make: textCall('repeat', 'text', 1) },
  concat: { args: 0, make: (self, args) => ({ node: fn('concat', textOf(self), ...args.map(textOf)), type: 'text' }) },
  split: { args: 1, make: textCall('split', 'list', 1) },
  replace: { args: 2, make: (self, args) => replace(self, args, false) },
  replaceAll: { args: 2, make: (self, args) => replace(self, args, true) },
  normalize: { args: 0, make: textCall('normalize', 'text', 0) },
  toString: { args: 0, make: (self: Value): Value => ({ node: textOf(self), type: 'text' }) },
  getTime: { args: 0, make: part('epoch_ms') },
  valueOf: { args: 0, make: part('epoch_ms') },
  getUTCFullYear: { args: 0, make: part('year') },
  getFullYear: { args: 0, make: part('year') },
  getUTCMonth: { args: 0, make: part('month', -1) },
  getMonth: { args: 0, make: part('month', -1) },
  getUTCDate: { args: 0, make: part('day') },
  getDate: { args: 0, make: part('day') },
  getUTCDay: { args: 0, make: part('day_of_week') },
  getDay: { args: 0, make: part('day_of_week') },
  getUTCHours: { args: 0, make: part('hour') },
  getHours: { args: 0, make: part('hour') },
  getUTCMinutes: { args: 0, make: part('minute') },
  getMinutes: { args: 0, make: part('minute') },
  getUTCSeconds: { args: 0, make: part('second') },
  getSeconds: { args: 0, make: part('second') },
  toISOString: {
    args: 0,
    make: (self) => ({
      node: fn('concat', fn('format_date', fn('to_timestamp', nodeOf(self)), '%Y-%m-%dT%H:%M:%S.%g'), 'Z'),
      type: 'text',
    }),
  },
}

/** A method of text, of a date, of a list, or `test` of a pattern. */
export function callMethod(self: Value, name: string, args: readonly Value[]): Value {
  const level = levelOf([self, ...args])
  const pattern = regexOf(self)
  if (pattern !== undefined) {
    if (name !== 'test' || args.length !== 1) throw new UnsupportedPart(`"${name}" of a pattern`, 'There is test')
    return { node: fn('regexp_search', nodeOf(at(args, 0)), pattern), type: 'boolean', ...level }
  }
  if (name === 'match' && regexOf(args[0]) !== undefined)
    throw new UnsupportedPart('"match"', 'Use pattern.test(text), or op.match(text, pattern, group)')
  const list = self.constant?.value
  if (Array.isArray(list) && name === 'includes') {
    return {
      node: fn(
        'in',
        nodeOf(at(args, 0)),
        list.filter((item) => item !== null),
      ),
      type: 'boolean',
      ...level,
    }
  }
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (method === undefined)
    throw new RangeError(
      `Cannot call "${name}" in an expression: there are ${Object.keys(methods)
        .filter((n) => n !== 'valueOf')
        .join(', ')}, and test of a pattern`,
    )
  if (args.length < method.args) throw new UnsupportedPart(`"${name}" with ${args.length} arguments`, `It takes ${method.args}`)
  return { ...method.make(self, args), ...level }
}
