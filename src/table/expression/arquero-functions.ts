import { add, CaseNode, type ExprNode, eq, gt, isNull, literal, lt, mul, sub, WhenNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import type { Func } from './functions.ts'
import { callMethod } from './methods.ts'
import { fromConstant, nodeOf, textOf } from './operators.ts'
import { UnsupportedPart } from './unsupported.ts'
import { commonType, type Value } from './value.ts'

const at = (args: readonly Value[], i: number) => args[i] as Value

function of(count: number, type: Func['type'], make: Func['make']): Func {
  return { kind: 'row', arity: [count, count], type, make }
}

/** A part of a time. Times are UTC here, so the two names of arquero mean one thing. */
const part = (name: string, type: ColumnType = 'integer') => of(1, type, ([time]) => fn(name, nodeOf(time as Value)))

const math = (name: string) => of(1, 'number', ([x]) => fn(name, nodeOf(x as Value)))

/** Functions of arquero that JavaScript has not, or has under another name. */
export const arqueroFunctions: Readonly<Record<string, Func>> = {
  bin: { kind: 'row', arity: [4, 5], type: 'number', make: bin },
  recode: { kind: 'row', arity: [2, 3], type: recodedType, make: recode },
  compact: of(1, 'list', ([list]) => fn('list_present', nodeOf(list as Value))),
  join: of(2, 'text', ([list, by]) => fn('list_join', nodeOf(list as Value), nodeOf(by as Value))),
  reverse: of(1, 'text', ([text]) => {
    if (text?.type === 'list') throw new UnsupportedPart('op.reverse of a list', 'It turns text')
    return fn('reverse', nodeOf(text as Value))
  }),
  milliseconds: part('millisecond'),
  utcyear: part('year'),
  utcquarter: part('quarter'),
  utcmonth: of(1, 'integer', ([time]) => callMethod(time as Value, 'getUTCMonth', []).node),
  utcdate: part('day'),
  utcdayofweek: part('day_of_week'),
  utcdayofyear: part('day_of_year'),
  utchours: part('hour'),
  utcminutes: part('minute'),
  utcseconds: part('second'),
  utcmilliseconds: part('millisecond'),
  degrees: of(1, 'number', ([x]) => mul(nodeOf(x as Value), literal(180 / Math.PI))),
  radians: of(1, 'number', ([x]) => mul(nodeOf(x as Value), literal(Math.PI / 180))),
  sinh: math('sinh'),
  cosh: math('cosh'),
  tanh: math('tanh'),
  asinh: math('asinh'),
  acosh: math('acosh'),
  atanh: math('atanh'),
}

/** value, least, most, step, [offset]: the lower end of the value's bin. */
function bin(args: readonly Value[]): ExprNode {
  const [value, least, most, step] = args.slice(0, 4).map((arg) => fn('cast', nodeOf(arg), 'number')) as ExprNode[] as [
    ExprNode,
    ExprNode,
    ExprNode,
    ExprNode,
  ]
  const offset = args[4] === undefined ? literal(0) : nodeOf(at(args, 4))
  const steps = fn('floor', add(literal(1e-14), add(fn('divide', sub(value, least), step), offset)))
  return new CaseNode(
    undefined,
    [
      new WhenNode(isNull(value), literal(null)),
      new WhenNode(lt(value, least), literal(Number.NEGATIVE_INFINITY)),
      new WhenNode(gt(value, most), literal(Number.POSITIVE_INFINITY)),
    ],
    add(least, mul(step, steps)),
  )
}

function entriesOf(args: readonly Value[]): [string, Value][] {
  const map = args[1]?.constant?.value
  if (typeof map !== 'object' || map === null || Array.isArray(map) || map instanceof Date || map instanceof RegExp)
    throw new UnsupportedPart(
      'op.recode without an object of new values',
      'Give it as an outside value: op.recode(d.size, sizes), { sizes }',
    )
  return (map instanceof Map ? [...map] : Object.entries(map)).map(([from, to]) => [String(from), fromConstant(to)])
}

/** value, new values by old ones, [otherwise]: what is not among them stays. */
function recode(args: readonly Value[]): ExprNode {
  const entries = entriesOf(args)
  const otherwise = args[2] ?? at(args, 0)
  if (recodedType(args) === 'unknown' && args[0]?.type !== 'unknown')
    throw new UnsupportedPart(
      'op.recode to values of another type',
      'A column has one type: give new values of the type of the old ones, or a third argument of their type',
    )
  if (entries.length === 0) return nodeOf(otherwise)
  const text = textOf(at(args, 0))
  return new CaseNode(
    undefined,
    entries.map(([from, to]) => new WhenNode(eq(text, literal(from)), nodeOf(to))),
    nodeOf(otherwise),
  )
}

function recodedType(args: readonly Value[]): ColumnType {
  return [...entriesOf(args).map(([, value]) => value), args[2] ?? at(args, 0)]
    .filter((value) => value.constant?.value !== null)
    .map((value) => value.type)
    .reduce(commonType, 'unknown')
}
