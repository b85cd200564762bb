import { visitorKeys } from 'oxc-parser'

/** A node of the syntax tree (ESTree, with TypeScript's nodes), as loosely as a walk needs it. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** Whether a value read from a node is a node itself. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

/** A node's field that holds a node. */
export function child(node: Node, key: string): Node | undefined {
  const value = node[key]
  return isNode(value) ? value : undefined
}

/** A node's field that holds nodes; holes are left out. */
export function children(node: Node, key: string): Node[] {
  const value = node[key]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** Visits a tree from the outside in. `enter` returns false to leave a node's inside out. */
export function walk(node: Node, enter: (node: Node, parent: Node | undefined) => boolean, parent?: Node): void {
  if (enter(node, parent) === false) return
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key]
    if (Array.isArray(value)) for (const item of value) isNode(item) && walk(item, enter, node)
    else if (isNode(value)) walk(value, enter, node)
  }
}

/** Whether variables declared with `var` inside the node stay inside it. */
export function isFunctionScope(node: Node): boolean {
  return /Function|^ArrowFunctionExpression$|^StaticBlock$|^TSModuleDeclaration$|^PropertyDefinition$|^AccessorProperty$/.test(node.type)
}

/** The names that a pattern binds. */
export function boundNames(pattern: Node | undefined, out: string[] = []): string[] {
  if (!pattern) return out
  if (pattern.type === 'Identifier') out.push(String(pattern['name']))
  else if (pattern.type === 'ObjectPattern') {
    for (const property of children(pattern, 'properties'))
      boundNames(child(property, property.type === 'RestElement' ? 'argument' : 'value'), out)
  } else if (pattern.type === 'ArrayPattern') for (const element of children(pattern, 'elements')) boundNames(element, out)
  else if (pattern.type === 'AssignmentPattern') boundNames(child(pattern, 'left'), out)
  else if (pattern.type === 'RestElement') boundNames(child(pattern, 'argument'), out)
  return out
}

/** The `var` names declared under a node and outside of functions, blocks and loops included. */
export function hoistedVariables(root: Node): string[] {
  const names: string[] = []
  walk(root, (node) => {
    if (node !== root && isFunctionScope(node)) return false
    if (node.type === 'VariableDeclaration' && node['kind'] === 'var' && node['declare'] !== true) {
      for (const declared of children(node, 'declarations')) boundNames(child(declared, 'id'), names)
    }
    return true
  })
  return names
}
