import type { Completion } from './compiler.ts'
import { boundNames, child, children, isFunctionScope, isNode, type Node, walk } from './transform/tree.ts'

const keywords =
  'abstract any as asserts async await bigint boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for from function get if implements import in infer instanceof interface is keyof let namespace never new null number object of private protected public readonly return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while yield'.split(
    ' ',
  )

const utilityTypes =
  'Awaited Partial Required Readonly Record Pick Omit Exclude Extract NonNullable Parameters ReturnType InstanceType Promise PromiseLike ArrayLike Iterable AsyncIterable Uppercase Lowercase Capitalize'.split(
    ' ',
  )

/** What the kernel gives to cells, beside Node's own globals. */
const kernelGlobals = ['display', 'clearOutput', 'prompt', 'require']

/** Names of the worker's own making that a cell does not have. */
const hidden = /^(__|_[a-z])/

/**
 * The names that a cell may use at an offset: its own in scope, globals, types of the language and keywords.
 * TypeScript 7's API offers no list of names in scope.
 */
export function namesInScope(program: Node | undefined, offset: number): Completion[] {
  const found = new Map<string, Completion>()
  const add = (text: string, type: string): void => {
    if (!found.has(text)) found.set(text, { text, type })
  }
  if (program) for (const [name, type] of declaredNames(program, offset)) add(name, type)
  for (const name of kernelGlobals) add(name, 'function')
  for (const name of Object.getOwnPropertyNames(globalThis)) if (!hidden.test(name)) add(name, globalKind(name))
  for (const name of utilityTypes) add(name, 'interface')
  for (const name of keywords) add(name, 'keyword')
  return [...found.values()]
}

function globalKind(name: string): string {
  // Some globals are getters that warn when they are read.
  const value: unknown = Object.getOwnPropertyDescriptor(globalThis, name)?.value
  if (typeof value !== 'function') return 'variable'
  return /^[A-Z]/.test(name) ? 'class' : 'function'
}

function declaredNames(program: Node, offset: number): [string, string][] {
  const names: [string, string][] = []
  walk(program, (node, parent) => {
    const inside = node.start <= offset && offset <= node.end
    if (inside && isFunctionScope(node)) for (const parameter of children(node, 'params')) names.push(...variables(parameter))
    if (inside && node.type === 'CatchClause') names.push(...variables(child(node, 'param')))
    if (node.type === 'VariableDeclarator') names.push(...variables(child(node, 'id')))
    else if (/Declaration$|^TSDeclareFunction$/.test(node.type) && isNode(node['id'])) names.push([String(node['id']['name']), kind(node)])
    else if (/^Import.*Specifier$/.test(node.type)) names.push([String(child(node, 'local')?.['name']), 'module'])
    // What is declared inside of a block or function is seen only there.
    return parent === undefined || inside || !/^BlockStatement$|Function|Class/.test(node.type)
  })
  return names
}

function variables(pattern: Node | undefined): [string, string][] {
  const inner = pattern?.type === 'TSParameterProperty' ? child(pattern, 'parameter') : pattern
  return boundNames(inner).map((name) => [name, 'variable'])
}

function kind({ type }: Node): string {
  if (/Function/.test(type)) return 'function'
  if (/Class/.test(type)) return 'class'
  if (/Enum/.test(type)) return 'enum'
  return type === 'TSModuleDeclaration' ? 'module' : 'interface'
}
