import { boundNames, child, children, hoistedVariables, type Node } from './tree.ts'

/** What a name stands for at the top level of a cell. `alias`: anything that TypeScript can only pass on whole, such as a class or an import. */
export type DeclarationKind = 'const' | 'let' | 'alias'

/** A name declared at the top level of a cell. */
export interface Declaration {
  readonly name: string
  readonly kind: DeclarationKind
  /** Whether it exists at run time. */
  readonly value: boolean
  /** For an imported name: the module, and the name it exports it by (`*` for the whole module). */
  readonly from?: { readonly module: string; readonly name: string }
}

/** Reads the names that a cell declares at its top level, each once, in order. */
export function readDeclarations(program: Node): Declaration[] {
  const found = new Map<string, Declaration>()
  const add = (declaration: Declaration): void => {
    const before = found.get(declaration.name)
    // Merged declarations (const + type, class + namespace) keep every meaning only as an alias.
    found.set(
      declaration.name,
      before ? { ...before, ...declaration, kind: 'alias', value: before.value || declaration.value } : declaration,
    )
  }
  for (const statement of children(program, 'body')) {
    if (statement.type === 'ImportDeclaration') for (const item of imported(statement)) add(item)
    else for (const item of declared(exportedStatement(statement))) add(item)
  }
  for (const name of hoistedVariables(program)) if (!found.has(name)) add({ name, kind: 'let', value: true })
  return [...found.values()]
}

/** Whether the cell's value is its last statement: an expression with nothing but types after it. */
export function endsWithExpression(program: Node): boolean {
  const last = children(program, 'body').findLast((statement) => !isTypeOnly(statement))
  return (
    last?.type === 'ExpressionStatement' || (last?.type === 'ExportDefaultDeclaration' && isPlainExpression(child(last, 'declaration')))
  )
}

/** Whether what `export default` exports is an expression. */
export function isPlainExpression(node: Node | undefined): boolean {
  return node !== undefined && !/^(Function|Class|TSInterface)Declaration$/.test(node.type)
}

function exportedStatement(statement: Node): Node {
  const exports = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
  return (exports ? child(statement, 'declaration') : undefined) ?? statement
}

function imported(statement: Node): Declaration[] {
  const module = String(child(statement, 'source')?.['value'])
  const typeOnly = statement['importKind'] === 'type'
  return children(statement, 'specifiers').map((specifier) => {
    const name =
      specifier.type === 'ImportNamespaceSpecifier'
        ? '*'
        : specifier.type === 'ImportDefaultSpecifier'
          ? 'default'
          : nameOf(child(specifier, 'imported'))
    return {
      name: nameOf(child(specifier, 'local')),
      kind: 'alias',
      value: !typeOnly && specifier['importKind'] !== 'type',
      from: { module, name },
    }
  })
}

function declared(statement: Node): Declaration[] {
  const value = statement['declare'] !== true
  const named = (kind: DeclarationKind, exists: boolean): Declaration[] => {
    const name = nameOf(child(statement, 'id'))
    return name === '' ? [] : [{ name, kind, value: exists }]
  }
  switch (statement.type) {
    case 'VariableDeclaration':
      return /using/.test(String(statement['kind']))
        ? []
        : children(statement, 'declarations').flatMap((item) =>
            boundNames(child(item, 'id')).map((name) => ({
              name,
              kind: statement['kind'] === 'const' ? ('const' as const) : ('let' as const),
              value,
            })),
          )
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return named('alias', value)
    case 'TSDeclareFunction':
      return named('alias', false)
    case 'TSModuleDeclaration':
      return child(statement, 'id')?.type === 'Identifier' && statement['kind'] !== 'global' ? named('alias', value) : []
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return named('alias', false)
    case 'TSImportEqualsDeclaration':
      return named('alias', statement['importKind'] !== 'type')
    default:
      return []
  }
}

function isTypeOnly(statement: Node): boolean {
  const inner = exportedStatement(statement)
  if (inner.type === 'EmptyStatement' || inner.type === 'TSDeclareFunction' || inner['declare'] === true) return true
  if (statement.type === 'ImportDeclaration' || (statement.type === 'ExportNamedDeclaration' && !child(statement, 'declaration')))
    return true
  return inner.type === 'TSInterfaceDeclaration' || inner.type === 'TSTypeAliasDeclaration'
}

function nameOf(node: Node | undefined): string {
  return String(node?.['name'] ?? node?.['value'] ?? '')
}
