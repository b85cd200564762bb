import { AggregateNode, type ExprNode, FunctionNode, isNode, LiteralNode, WindowFunctionNode } from '@uwdata/mosaic-sql'
import { nearest } from '../../util/index.ts'
import { type AggregateFunction, functionInfo, functionNames, type ScalarFunction, type WindowFunction } from './functions.ts'

/** What marks a name as logical: only a dialect can print it. */
export const logical = 'assay:'

/** What a function takes: an expression, or a value that becomes a literal. */
export type Argument = ExprNode | string | number | bigint | boolean | Date | RegExp | null | readonly (string | number)[]

function expression(argument: Argument): ExprNode {
  return isNode(argument) ? (argument as ExprNode) : new LiteralNode(argument)
}

/**
 * A call of a logical function as a node of a query.
 *
 * Arguments that are not nodes are literals: name a column with mosaic-sql's `column`.
 * Aggregates may be made distinct, ordered, filtered or windowed as mosaic-sql's; window functions go into `new WindowNode(fn('lag', x))`.
 *
 * @throws RangeError when no function has the name, or it does not take that many arguments
 * @example
 * print(fn('divide', column('revenue'), column('orders'))) // '("revenue" / nullif("orders", 0))'
 */
export function fn(name: AggregateFunction, ...args: readonly Argument[]): AggregateNode
export function fn(name: WindowFunction, ...args: readonly Argument[]): WindowFunctionNode
export function fn(name: ScalarFunction, ...args: readonly Argument[]): FunctionNode
export function fn(name: string, ...args: readonly Argument[]): AggregateNode | WindowFunctionNode | FunctionNode
export function fn(name: string, ...args: readonly Argument[]): AggregateNode | WindowFunctionNode | FunctionNode {
  const info = functionInfo(name)
  if (info === undefined) {
    const near = nearest(name, functionNames())
    throw new RangeError(
      `Cannot use function ${JSON.stringify(name)}: there is no such function${near === undefined ? '' : `; did you mean "${near}"?`}`,
    )
  }
  if (args.length < info.least || args.length > info.most) throw new RangeError(arityMessage(name, info, args.length))
  const nodes = args.map(expression)
  if (info.kind === 'aggregate') return new AggregateNode((logical + name) as never, nodes)
  if (info.kind === 'window') return new WindowFunctionNode((logical + name) as never, nodes)
  return new FunctionNode(logical + name, nodes)
}

function arityMessage(name: string, { least, most }: { least: number; most: number }, given: number): string {
  const takes = least === most ? String(least) : most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`
  return `Cannot call "${name}" with ${given} ${given === 1 ? 'argument' : 'arguments'}: it takes ${takes}`
}
