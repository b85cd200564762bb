import { type Expression, type Node, type Pattern, parseExpressionAt } from 'acorn'

/** An expression function, taken apart. */
export interface Parsed {
  readonly params: readonly Pattern[]
  /** `const` declarations before the value, in order. */
  readonly locals: readonly { readonly name: string; readonly value: Expression }[]
  readonly body: Expression
  /** The text that positions refer to. */
  readonly source: string
}

const parsed = new WeakMap<object, Parsed>()

/** Takes a function's source apart. The function is never called. */
export function parseFunction(fn: Function): Parsed {
  let found = parsed.get(fn)
  if (found === undefined) {
    found = parseSource(Function.prototype.toString.call(fn))
    parsed.set(fn, found)
  }
  return found
}

/** What SyntaxErrors of expressions say: what is wrong, and where in the expression. */
export function unsupported(what: string, node: Node, source: string, instead?: string): SyntaxError {
  const text = source.slice(node.start, node.end)
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text
  return new SyntaxError(
    `Cannot use ${what} in an expression: "${shown}" at column ${node.start} of "${source.length > 200 ? `${source.slice(0, 199)}…` : source}"${instead === undefined ? '' : `. ${instead}`}`,
  )
}

function parseSource(text: string): Parsed {
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) {
    throw new SyntaxError(
      'Cannot read a built-in or bound function as an expression: write an arrow function, such as row => row.price > 0',
    )
  }
  const [source, node] = parseText(text)
  const fn = node.type === 'ObjectExpression' && node.properties[0]?.type === 'Property' ? node.properties[0].value : node
  if (fn.type !== 'ArrowFunctionExpression' && fn.type !== 'FunctionExpression')
    throw unsupported('this', node, source, 'Write an arrow function')
  if (fn.async || fn.generator) throw unsupported(fn.async ? 'an async function' : 'a generator', fn, source)
  if (fn.body.type !== 'BlockStatement') return { params: fn.params, locals: [], body: fn.body, source }
  const locals: { name: string; value: Expression }[] = []
  for (const statement of fn.body.body) {
    if (statement.type === 'ReturnStatement' && statement.argument) return { params: fn.params, locals, body: statement.argument, source }
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') {
      throw unsupported('this statement', statement, source, 'Only const declarations and one return are read')
    }
    for (const { id, init } of statement.declarations) {
      if (id.type !== 'Identifier' || !init) throw unsupported('this declaration', statement, source)
      locals.push({ name: id.name, value: init })
    }
  }
  throw unsupported('a function without a value', fn, source, 'Return one')
}

function parseText(text: string): [string, Expression] {
  const options = { ecmaVersion: 'latest' } as const
  try {
    return [text, parseExpressionAt(text, 0, options)]
  } catch (error) {
    try {
      const method = `({${text}})`
      return [method, parseExpressionAt(method, 0, options)]
    } catch {
      throw new SyntaxError(`Cannot read an expression: ${(error as Error).message} in "${text.slice(0, 200)}"`, { cause: error })
    }
  }
}
