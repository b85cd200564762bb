import { literal } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { choose, fromConstant, nodeOf, numberOf, textOf } from './operators.ts'
import { UnsupportedPart } from './unsupported.ts'
import { commonType, isNumeric, levelOf, type Value } from './value.ts'

const at = (args: readonly Value[], i: number) => args[i] as Value

const globals: Readonly<Record<string, unknown>> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, undefined: null }

/** `NaN`, `Infinity`, `undefined` (which is null). */
export function globalConstant(name: string): Value | undefined {
  return Object.hasOwn(globals, name) ? fromConstant(globals[name]) : undefined
}

const constants: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Math: {
    E: Math.E,
    LN10: Math.LN10,
    LN2: Math.LN2,
    LOG10E: Math.LOG10E,
    LOG2E: Math.LOG2E,
    PI: Math.PI,
    SQRT1_2: Math.SQRT1_2,
    SQRT2: Math.SQRT2,
  },
  Number: {
    EPSILON: Number.EPSILON,
    MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
    MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
    POSITIVE_INFINITY: Number.POSITIVE_INFINITY,
    NEGATIVE_INFINITY: Number.NEGATIVE_INFINITY,
    NaN: Number.NaN,
  },
}

/** `Math.PI` and the like. */
export function constantMember(owner: string, name: string): Value | undefined {
  const own = Object.hasOwn(constants, owner) ? constants[owner] : undefined
  return own !== undefined && Object.hasOwn(own, name) ? fromConstant(own[name]) : undefined
}

type Made = (args: readonly Value[]) => Value

function call(name: string, type: ColumnType | ((args: readonly Value[]) => ColumnType), count = 1): Made {
  return (args) => {
    if (args.length < count) throw new UnsupportedPart(`a call with ${args.length} arguments`, `It takes ${count}`)
    return { node: fn(name as never, ...args.map(nodeOf)), type: typeof type === 'function' ? type(args) : type, ...levelOf(args) }
  }
}

const same = (args: readonly Value[]) => args.map((a) => a.type).reduce(commonType)
const numberLike = (args: readonly Value[]) => (isNumeric(same(args)) ? same(args) : 'number')

const math: Readonly<Record<string, Made>> = {
  abs: call('abs', numberLike),
  acos: call('acos', 'number'),
  asin: call('asin', 'number'),
  atan: call('atan', 'number'),
  atan2: call('atan2', 'number', 2),
  cbrt: call('cbrt', 'number'),
  ceil: call('ceil', 'number'),
  cos: call('cos', 'number'),
  exp: call('exp', 'number'),
  floor: call('floor', 'number'),
  log: call('ln', 'number'),
  log10: call('log10', 'number'),
  log2: call('log2', 'number'),
  max: call('greatest', same),
  min: call('least', same),
  pow: call('power', 'number', 2),
  round: call('round', 'number'),
  sign: call('sign', 'number'),
  sin: call('sin', 'number'),
  sqrt: call('sqrt', 'number'),
  tan: call('tan', 'number'),
  trunc: call('trunc', 'number'),
}

/** `Math.round(x)` and the like. */
export function mathCall(name: string, args: readonly Value[]): Value {
  const made = Object.hasOwn(math, name) ? math[name] : undefined
  if (made === undefined)
    throw new RangeError(
      `Cannot call "Math.${name}" in an expression: there are ${Object.keys(math)
        .map((n) => `Math.${n}`)
        .join(', ')}`,
    )
  if (args.length === 0) throw new UnsupportedPart('a call without arguments')
  return made(args)
}

/** Math's functions by name, for `op.round` and the like. */
export const mathFunctions: readonly string[] = Object.keys(math)

/** A value as a number: text must be one from end to end, else the result is null. */
export function asNumber(args: readonly Value[]): Value {
  return { ...numberOf(at(args, 0)), ...levelOf(args) }
}

/** A value as a whole number, cut towards zero. */
export function asInteger(args: readonly Value[]): Value {
  const number = numberOf(at(args, 0))
  const node = number.type === 'integer' ? nodeOf(number) : fn('try_cast', fn('trunc', nodeOf(number)), literal('integer'))
  return { node, type: 'integer', ...levelOf(args) }
}

const calls: Readonly<Record<string, Made>> = {
  Number: asNumber,
  parseFloat: asNumber,
  'Number.parseFloat': asNumber,
  parseInt: asInteger,
  'Number.parseInt': asInteger,
  String: ([x]) => ({ node: textOf(x as Value), type: 'text', ...levelOf([x as Value]) }),
  Boolean: ([x]) => choose(x as Value, fromConstant(true), fromConstant(false)),
  isNaN: call('is_nan', 'boolean'),
  'Number.isNaN': call('is_nan', 'boolean'),
  isFinite: call('is_finite', 'boolean'),
  'Number.isFinite': call('is_finite', 'boolean'),
  'new Date': (args) => {
    if (args.length > 0 && args.every((a) => a.constant !== undefined)) {
      const date = new Date(...(args.map((a) => a.constant?.value) as [number]))
      if (!Number.isNaN(date.getTime()))
        return fromConstant(args.length > 1 ? new Date(Date.UTC(...(args.map((a) => a.constant?.value) as [number, number]))) : date)
      throw new UnsupportedPart('an invalid date')
    }
    if (args.length === 1) return { node: timestampOf(args[0] as Value), type: 'timestamp', ...levelOf(args) }
    throw new UnsupportedPart('new Date without a constant', 'Give the time as an outside value')
  },
  'Date.UTC': (args) => {
    if (args.length > 0 && args.every((a) => a.constant !== undefined))
      return fromConstant(Date.UTC(...(args.map((a) => a.constant?.value) as [number, number])))
    throw new UnsupportedPart('Date.UTC of a column')
  },
}

function timestampOf(value: Value) {
  const node = nodeOf(value)
  if (isNumeric(value.type)) return fn('from_epoch_ms', node)
  return value.type === 'text' ? fn('timestamp_from_text', node) : fn('to_timestamp', node)
}

/** `Number(x)`, `String(x)`, `new Date('2011-01-01')` and the like; undefined when there is no such function. */
export function globalCall(name: string, args: readonly Value[]): Value | undefined {
  const made = Object.hasOwn(calls, name) ? calls[name] : undefined
  if (made === undefined) return undefined
  if (args.length === 0 && name !== 'new Date') throw new UnsupportedPart('a call without arguments')
  return made(args)
}
