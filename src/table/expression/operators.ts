import {
  add,
  and,
  CaseNode,
  type ExprNode,
  eq,
  gt,
  gte,
  isNotNull,
  isNull,
  literal,
  lt,
  lte,
  mul,
  neq,
  not,
  or,
  sub,
  WhenNode,
} from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { UnsupportedPart } from './unsupported.ts'
import { commonType, isNumeric, levelOf, type Value } from './value.ts'

/** The node of a value. Constants that SQL has no literal for are an error here, and not before: `pattern.test(x)` needs none. */
export function nodeOf(value: Value): ExprNode {
  if (value.constant !== undefined) return constantNode(value.constant.value)
  return value.node
}

/** A literal or an outside value. */
export function fromConstant(value: unknown): Value {
  const plain = typeof value === 'bigint' ? Number(value) : value
  return { node: undefined as never, type: constantType(plain), constant: { value: plain === undefined ? null : plain } }
}

function constantType(value: unknown): ColumnType {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (value instanceof Date) return 'timestamp'
  if (Array.isArray(value)) return 'list'
  return 'unknown'
}

function constantNode(value: unknown): ExprNode {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return literal(value)
  if (value instanceof Date) return literal(value)
  if (Array.isArray(value)) return fn('list', ...value.map(constantNode))
  const kind = value instanceof RegExp ? 'A regular expression' : typeof value === 'function' ? 'A function' : 'An object'
  throw new TypeError(`${kind} cannot be a value of an expression: give text, a number, a boolean, a Date, null, or an array of them`)
}

const isNullConstant = (value: Value) => value.constant !== undefined && value.constant.value === null

const comparisons = { '==': eq, '===': eq, '!=': neq, '!==': neq, '<': lt, '<=': lte, '>': gt, '>=': gte } as const

/** `a + b` and the other operators of two operands. Null propagates; comparison with the literal null is IS NULL. */
export function binary(operator: string, a: Value, b: Value): Value {
  const level = levelOf([a, b])
  if (operator in comparisons) return { ...compare(operator as keyof typeof comparisons, a, b), ...level }
  if (operator === '+' && (a.type === 'text' || b.type === 'text'))
    return { node: fn('concat', textOf(a), textOf(b)), type: 'text', ...level }
  if (operator in bitwise) return { node: fn(bitwise[operator as keyof typeof bitwise], whole(a), whole(b)), type: 'integer', ...level }
  // What bundlers make of Infinity.
  if (operator === '/' && a.constant?.value === 1 && b.constant?.value === 0) return fromConstant(Number.POSITIVE_INFINITY)
  if (!(operator in arithmetic)) throw new UnsupportedPart(`the operator ${operator}`)
  const [x, y] = [operand(a, operator), operand(b, operator)]
  const type = arithmeticType(x, y)
  // Whole numbers of few bytes would overflow where JavaScript's do not.
  const [left, right] = type === 'integer' ? widened(x, y) : [nodeOf(x), nodeOf(y)]
  const exact = operator !== '/' && operator !== '**'
  return { node: arithmetic[operator as keyof typeof arithmetic](left, right), type: exact ? type : 'number', ...level }
}

const arithmetic = {
  '+': add,
  '-': sub,
  '*': mul,
  '/': (x: ExprNode, y: ExprNode) => fn('divide', x, y),
  '%': (x: ExprNode, y: ExprNode) => fn('modulo', x, y),
  '**': (x: ExprNode, y: ExprNode) => fn('power', x, y),
} as const

function widened(x: Value, y: Value): readonly [ExprNode, ExprNode] {
  return x.constant === undefined
    ? [fn('cast', x.node, 'integer'), nodeOf(y)]
    : [nodeOf(x), y.constant === undefined ? fn('cast', y.node, 'integer') : nodeOf(y)]
}

/** What is counted with: times are milliseconds since 1970 and booleans 0 or 1, as in JavaScript; text must be made a number. */
function operand(value: Value, operator: string): Value {
  if (isNumeric(value.type) || value.type === 'unknown') return value
  if (value.type === 'boolean') return { node: fn('cast', nodeOf(value), 'integer'), type: 'integer' }
  if (isTime(value.type) && operator !== '+') return { node: fn('epoch_ms', nodeOf(value)), type: 'integer' }
  const instead =
    value.type === 'text' ? 'Make it a number: Number(...)' : isTime(value.type) ? 'Make it milliseconds: .getTime()' : undefined
  throw new UnsupportedPart(`${operator} of ${value.type === 'timestamp' ? 'a time' : `a ${value.type}`}`, instead)
}

const bitwise = { '&': 'bit_and', '|': 'bit_or', '^': 'bit_xor', '<<': 'shift_left', '>>': 'shift_right' } as const

const whole = (value: Value) => (value.type === 'integer' ? nodeOf(value) : fn('cast', nodeOf(value), 'integer'))

function compare(operator: keyof typeof comparisons, a: Value, b: Value): Value {
  const negated = operator.startsWith('!')
  if (operator.endsWith('=') && operator !== '<=' && operator !== '>=' && (isNullConstant(a) || isNullConstant(b))) {
    const value = isNullConstant(b) ? a : b
    if (value.finds === true)
      return {
        node: negated ? fn('coalesce', value.node, literal(false)) : fn('coalesce', not(value.node), literal(true)),
        type: 'boolean',
      }
    const other = nodeOf(value)
    return { node: negated ? isNotNull(other) : isNull(other), type: 'boolean' }
  }
  const [x, y] = comparable(a, b)
  return { node: comparisons[operator](nodeOf(x), nodeOf(y)), type: 'boolean' }
}

/** Two values of one kind: a time beside text becomes that time, beside a number its milliseconds. */
function comparable(a: Value, b: Value): readonly [Value, Value] {
  if (a.type === 'unknown' || b.type === 'unknown' || commonType(a.type, b.type) !== 'unknown') return [a, b]
  if (isTime(a.type)) return [isNumeric(b.type) ? numberOf(a) : a, isNumeric(b.type) ? b : timeConstant(b, a)]
  if (isTime(b.type)) return [isNumeric(a.type) ? a : timeConstant(a, b), isNumeric(a.type) ? numberOf(b) : b]
  throw notComparable(a, b)
}

function timeConstant(value: Value, other: Value): Value {
  const time = typeof value.constant?.value === 'string' ? new Date(value.constant.value) : undefined
  if (time === undefined || Number.isNaN(time.getTime())) throw notComparable(other, value)
  return fromConstant(time)
}

function notComparable(a: Value, b: Value): UnsupportedPart {
  return new UnsupportedPart(`a comparison of ${a.type} and ${b.type}`, 'Make both of one type, such as Number(...) or String(...)')
}

const isTime = (type: ColumnType) => type === 'date' || type === 'timestamp'

function arithmeticType(a: Value, b: Value): ColumnType {
  const type = commonType(a.type, b.type)
  return isNumeric(type) ? type : 'number'
}

/** A value as JavaScript writes it: `2`, not `2.0`. Null stays null. */
export function textOf(value: Value): ExprNode {
  if (value.constant !== undefined && value.constant.value !== null) {
    const { value: constant } = value.constant
    return literal(constant instanceof Date ? constant.toISOString() : String(constant))
  }
  if (value.type === 'text') return nodeOf(value)
  const node = nodeOf(value)
  if (value.type === 'decimal') return textOfNumber(fn('cast', node, literal('number')))
  return value.type === 'number' ? textOfNumber(node) : fn('to_text', node)
}

const textOfNumber = (node: ExprNode) => fn('regexp_replace', fn('to_text', node), literal(/\.0$/ as never), literal(''))

/** A template literal; null in any part makes the whole null. */
export function templateText(texts: readonly string[], parts: readonly Value[]): Value {
  const nodes = texts.flatMap((text, i) => [
    ...(text === '' ? [] : [literal(text)]),
    ...(i < parts.length ? [textOf(parts[i] as Value)] : []),
  ])
  if (nodes.length === 0) return fromConstant('')
  return { node: nodes.length === 1 ? (nodes[0] as ExprNode) : fn('concat', ...nodes), type: 'text', ...levelOf(parts) }
}

/** `!a`, `-a`, `+a`, and `typeof a` is refused. */
export function unary(operator: string, a: Value): Value {
  const level = levelOf([a])
  switch (operator) {
    case '!':
      return { node: not(truth(a)), type: 'boolean', ...level }
    case '-':
      if (typeof a.constant?.value === 'number') return fromConstant(-a.constant.value)
      return { node: fn('negate', nodeOf(a)), type: isNumeric(a.type) ? a.type : 'number', ...level }
    case '+':
      return isNumeric(a.type) ? a : { ...numberOf(a), ...level }
    case 'void':
      return fromConstant(null)
    default:
      throw new UnsupportedPart(operator)
  }
}

/** A value as a number; text that is none is null. */
export function numberOf(value: Value): Value {
  if (isNumeric(value.type)) return value
  const node = nodeOf(value)
  if (value.type === 'text') return { node: fn('number_from_text', node), type: 'number' }
  if (isTime(value.type)) return { node: fn('epoch_ms', node), type: 'integer' }
  return { node: fn('try_cast', node, literal('number')), type: 'number' }
}

/** A value as a condition: text is true unless empty, a number unless 0 or NaN; null stays null. */
export function truth(value: Value): ExprNode {
  const node = nodeOf(value)
  if (value.constant !== undefined && value.constant.value !== null) return literal(Boolean(value.constant.value))
  if (value.type === 'text') return neq(node, literal(''))
  if (isNumeric(value.type)) return neq(node, literal(0))
  return node
}

/** `a && b`, `a || b`, `a ?? b`. */
export function logical(operator: string, a: Value, b: Value): Value {
  const level = levelOf([a, b])
  const type = commonType(a.type, b.type)
  if (operator === '??') requireOneType(a, b)
  if (operator === '??') return { node: fn('coalesce', nodeOf(a), nodeOf(b)), type, ...level }
  const plain = (v: Value) => v.type === 'boolean' || v.type === 'unknown'
  if (plain(a) && plain(b)) return { node: (operator === '&&' ? and : or)(truth(a), truth(b)), type: 'boolean', ...level }
  // Of other types, the value itself is the result, as in JavaScript; null counts as false.
  const [yes, no] = operator === '&&' ? [b, a] : [a, b]
  return { ...choose(a, yes, no), type }
}

/** Values of one column are of one type. */
function requireOneType(a: Value, b: Value): void {
  if (a.type === 'unknown' || b.type === 'unknown' || commonType(a.type, b.type) !== 'unknown') return
  throw new UnsupportedPart(`${a.type} or ${b.type}`, 'A column has one type: make both text, with String(...)')
}

/** `test ? yes : no`; a null test takes `no`. */
export function choose(test: Value, yes: Value, no: Value): Value {
  requireOneType(yes, no)
  const node = new CaseNode(undefined, [new WhenNode(truth(test), nodeOf(yes))], nodeOf(no))
  return { node, type: commonType(yes.type, no.type), ...levelOf([test, yes, no]) }
}
