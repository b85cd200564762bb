import { type ExprNode, FragmentNode, literal } from '@uwdata/mosaic-sql'
import { isSql } from '../sql.ts'
import type { Sql } from '../types.ts'
import { Compiler } from './compiler.ts'
import type { ExpressionContext } from './context.ts'
import { fromConstant, nodeOf } from './operators.ts'
import { parseFunction } from './parse.ts'
import type { Value } from './value.ts'

/** {@link compile}, without the type. */
export function compileExpression(expression: Function | Sql, context: ExpressionContext): ExprNode {
  return nodeOf(compile(expression, context))
}

/**
 * Compiles an expression to a syntax tree of SQL.
 *
 * @throws {RangeError} when a column, an outside value or a function is not there
 * @throws {SyntaxError} when the expression holds what cannot be turned into SQL
 */
export function compile(expression: Function | Sql, context: ExpressionContext): Value {
  if (isSql(expression)) return compileSql(expression)
  if (typeof expression !== 'function') {
    throw new TypeError(
      `Cannot use ${JSON.stringify(expression) ?? String(expression)} as an expression: give an arrow function, or sql\`...\``,
    )
  }
  const parsed = parseFunction(expression)
  const compiler = new Compiler(parsed, context)
  for (const { name, value } of parsed.locals) compiler.locals.set(name, compiler.value(value))
  return compiler.value(parsed.body)
}

function compileSql(expression: Sql): Value {
  const spans: (string | ExprNode)[] = ['(']
  for (const [i, text] of expression.strings.entries()) {
    if (i > 0) spans.push(boundValue(expression.values[i - 1]))
    spans.push(text)
  }
  // A comment must not swallow what follows.
  spans.push(expression.strings.some((text) => text.includes('--')) ? '\n)' : ')')
  return { node: new FragmentNode(spans as never), type: 'unknown' }
}

function boundValue(value: unknown): ExprNode {
  if (Array.isArray(value)) {
    const spans = value.flatMap((item, i) => (i > 0 ? [', ', nodeOf(fromConstant(item))] : [nodeOf(fromConstant(item))]))
    return new FragmentNode(['(', ...(spans.length === 0 ? [literal(null)] : spans), ')'] as never)
  }
  return nodeOf(fromConstant(value))
}
