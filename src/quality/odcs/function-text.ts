import { parseExpressionAt } from 'acorn'

/**
 * The function that a text is, for expressions that are read from files. Like every expression it is only ever read, never called; and since
 * the text is checked to be one arrow function and nothing else, making it runs none of it.
 *
 * @throws {SyntaxError} when the text is anything else
 */
export function functionFrom(source: string): (row: never) => unknown {
  const text = source.trim()
  const node = parseExpressionAt(text, 0, { ecmaVersion: 'latest' })
  const alone = node.type === 'ArrowFunctionExpression' && node.start === 0 && text.slice(node.end).trim() === ''
  if (!alone || node.async)
    throw new SyntaxError(`a test must be one arrow function, such as (r) => r.price > 0, not ${JSON.stringify(text.slice(0, 80))}`)
  return new Function(`"use strict"; return (${text})`)() as (row: never) => unknown
}
