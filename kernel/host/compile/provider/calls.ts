import { child, children, type Node, walk } from '../transform/tree.ts'

/** A call whose first argument is known before it runs. */
export interface LiteralCall {
  /** The name under which the package exports what is called. */
  readonly export: string
  readonly argument: string
}

/** Where an imported name comes from. */
export interface Origin {
  readonly module: string
  /** The name it is exported by, `*` for the whole module. */
  readonly name: string
}

/**
 * The calls, by package, of what a cell or an earlier one imported from a package, with a literal text as first argument.
 *
 * @param origin tells where a name of the cell comes from
 */
export function literalCalls(program: Node, origin: (name: string) => Origin | undefined): Map<string, LiteralCall[]> {
  const found = new Map<string, LiteralCall[]>()
  walk(program, (node) => {
    if (node.type !== 'CallExpression') return true
    const argument = literal(children(node, 'arguments')[0])
    const called = argument === undefined ? undefined : callee(child(node, 'callee'), origin)
    const name = called && packageName(called.module)
    if (argument !== undefined && called && name !== undefined)
      found.set(name, [...(found.get(name) ?? []), { export: called.name, argument }])
    return true
  })
  return found
}

/** The package that a module specifier names, unless it is a path or one of Node's own modules. */
export function packageName(specifier: string): string | undefined {
  if (/^(\.|\/|node:|file:|data:|#)/.test(specifier)) return undefined
  return /^(@[^/]+\/[^/]+|[^@/][^/]*)/.exec(specifier)?.[0]
}

function callee(node: Node | undefined, origin: (name: string) => Origin | undefined): Origin | undefined {
  if (node?.type === 'Identifier') return named(origin(String(node['name'])))
  if (node?.type !== 'MemberExpression' || node['computed'] === true) return undefined
  const object = child(node, 'object')
  const whole = object?.type === 'Identifier' ? origin(String(object['name'])) : undefined
  return whole?.name === '*' ? { module: whole.module, name: String(child(node, 'property')?.['name']) } : undefined
}

function named(origin: Origin | undefined): Origin | undefined {
  return origin?.name === '*' ? undefined : origin
}

function literal(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node?.type !== 'TemplateLiteral' || children(node, 'expressions').length > 0) return undefined
  const cooked = (children(node, 'quasis')[0]?.['value'] as { cooked?: unknown } | undefined)?.cooked
  return typeof cooked === 'string' ? cooked : undefined
}
