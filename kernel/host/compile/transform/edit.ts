import MagicString from 'magic-string'
import { isPlainExpression } from './declarations.ts'
import { child, children, isFunctionScope, type Node, walk } from './tree.ts'

/** What the edits need to know of a cell. */
export interface EditOptions {
  /** Whether the last expression statement is the cell's value. */
  readonly value: boolean
  /** What stands for `import.meta`, as source text. */
  readonly meta: string
}

/**
 * Rewrites the JavaScript of a cell as the body of an async function in which top-level names are globals.
 *
 * @param code starts with a line break: what is hoisted goes before it
 */
export function editCell(code: string, program: Node, options: EditOptions): MagicString {
  const text = new MagicString(code)
  const body = children(program, 'body')
  const last = options.value ? body.findLast((statement) => !isSilent(statement)) : undefined
  for (const statement of body) editStatement(text, statement, statement === last)
  editInside(text, program, options)
  return text
}

function isSilent(statement: Node): boolean {
  return (
    statement.type === 'EmptyStatement' ||
    statement.type === 'ImportDeclaration' ||
    statement.type === 'ExportAllDeclaration' ||
    (statement.type === 'ExportNamedDeclaration' && !child(statement, 'declaration'))
  )
}

function editStatement(text: MagicString, statement: Node, last: boolean): void {
  const { type } = statement
  if (type === 'ImportDeclaration' || type === 'ExportAllDeclaration') hoist(text, statement, importCode(statement))
  else if (type === 'ExportNamedDeclaration') editExport(text, statement, last)
  else if (type === 'ExportDefaultDeclaration') editDefault(text, statement, last)
  else if (type === 'FunctionDeclaration') hoistFunction(text, statement)
  else if (type === 'ClassDeclaration') assignClass(text, statement)
  else if (type === 'VariableDeclaration' && /^(const|let)$/.test(String(statement['kind']))) assign(text, statement)
  else if (type === 'ExpressionStatement' && last) giveBack(text, statement, child(statement, 'expression') as Node)
}

function editExport(text: MagicString, statement: Node, last: boolean): void {
  const inner = child(statement, 'declaration')
  if (inner) {
    text.remove(statement.start, inner.start)
    editStatement(text, inner, last)
  } else if (child(statement, 'source')) hoist(text, statement, importCode(statement))
  else text.remove(statement.start, statement.end)
}

function editDefault(text: MagicString, statement: Node, last: boolean): void {
  const inner = child(statement, 'declaration') as Node
  if (isPlainExpression(inner)) {
    if (last) giveBack(text, statement, inner)
    else text.update(statement.start, inner.start, ';')
  } else if (child(inner, 'id')) {
    text.remove(statement.start, inner.start)
    editStatement(text, inner, last)
  } else text.remove(statement.start, statement.end)
}

function assignClass(text: MagicString, statement: Node): void {
  text.appendRight(statement.start, `${child(statement, 'id')?.['name']}=`)
  text.prependLeft(statement.end, ';')
}

/** The last expression: awaited, so that the progress of a task is seen, and given back. */
function giveBack(text: MagicString, statement: Node, expression: Node): void {
  const awaited = expression.type === 'AwaitExpression'
  const open = awaited ? 'return ' : 'return __assay.awaited(await __assay.task('
  if (statement.start === expression.start) text.appendRight(statement.start, open)
  else text.update(statement.start, expression.start, open)
  if (!awaited) text.prependLeft(expression.end, '))')
}

function hoist(text: MagicString, statement: Node, code: string): void {
  text.update(statement.start, statement.end, code)
  text.move(statement.start, statement.end, 0)
}

function hoistFunction(text: MagicString, statement: Node): void {
  const id = child(statement, 'id') as Node
  text.appendRight(statement.start, `${id['name']}=`)
  // Without a name of its own, a call of itself finds the global, and so the newest version.
  text.remove(id.start, id.end)
  text.prependLeft(statement.end, ';')
  text.move(statement.start, statement.end, 0)
}

/** `const a = 1, { b } = c` as an assignment expression. */
function assign(text: MagicString, statement: Node): void {
  const declared = children(statement, 'declarations')
  const [first, last] = [declared[0] as Node, declared.at(-1) as Node]
  text.update(statement.start, first.start, '(')
  if (statement['kind'] !== 'var') for (const item of declared) if (!child(item, 'init')) text.prependLeft(item.end, '=undefined')
  if (last.end < statement.end) text.update(last.end, statement.end, ');')
  else text.appendLeft(statement.end, ');')
}

function importCode(statement: Node): string {
  const source = JSON.stringify(child(statement, 'source')?.['value'])
  const attributes = children(statement, 'attributes').map((item) => {
    const key = child(item, 'key') as Node
    return `${JSON.stringify(key['name'] ?? key['value'])}:${JSON.stringify(child(item, 'value')?.['value'])}`
  })
  const call = `__assay.awaited(await __assay.import(${source}${attributes.length > 0 ? `,{with:{${attributes}}}` : ''}))`
  const bindings = children(statement, 'specifiers').flatMap((specifier) => {
    const local = child(specifier, 'local')?.['name']
    if (!/^Import/.test(specifier.type)) return []
    if (specifier.type === 'ImportNamespaceSpecifier') return [`${local}=__assay_m;`]
    const imported = child(specifier, 'imported')
    const name = JSON.stringify(imported ? (imported['name'] ?? imported['value']) : 'default')
    // What a module does not export is only a type.
    return [`if(${name} in __assay_m)${local}=__assay_m[${name}];`]
  })
  return bindings.length === 0 ? `${call};` : `{const __assay_m=${call};${bindings.join('')}}`
}

/** Edits at any depth: awaits, guards, dynamic imports, and `var` in blocks and loops. */
function editInside(text: MagicString, program: Node, options: EditOptions): void {
  const functions: Node[] = []
  walk(program, (node, parent) => {
    while (functions.length > 0 && (functions.at(-1) as Node).end <= node.start) functions.pop()
    if (isFunctionScope(node)) functions.push(node)
    switch (node.type) {
      case 'AwaitExpression':
        wrapAwait(text, node)
        break
      case 'CatchClause':
        text.appendRight((child(node, 'body') as Node).start + 1, '__assay.guard();')
        break
      case 'ForOfStatement':
        if (node['await'] === true) guardLoop(text, child(node, 'body') as Node)
        break
      case 'ImportExpression':
        text.update(node.start, node.start + 'import'.length, '__assay.import')
        break
      case 'MetaProperty':
        if (child(node, 'meta')?.['name'] === 'import') text.update(node.start, node.end, options.meta)
        break
      case 'VariableDeclaration':
        if (node['kind'] === 'var' && functions.length === 0) looseVariable(text, node, parent)
        break
    }
    return true
  })
}

function wrapAwait(text: MagicString, node: Node): void {
  const operand = child(node, 'argument') as Node
  text.appendRight(node.start, '__assay.awaited(')
  text.appendRight(operand.start, '__assay.task(')
  text.prependLeft(node.end, '))')
}

function guardLoop(text: MagicString, body: Node): void {
  if (body.type === 'BlockStatement') text.appendRight(body.start + 1, '__assay.guard();')
  else {
    text.appendRight(body.start, '{__assay.guard();')
    text.prependLeft(body.end, '}')
  }
}

function looseVariable(text: MagicString, node: Node, parent: Node | undefined): void {
  const inHead =
    (parent?.type === 'ForStatement' && parent['init'] === node) ||
    (/^For(In|Of)Statement$/.test(parent?.type ?? '') && parent?.['left'] === node)
  if (inHead) text.remove(node.start, (children(node, 'declarations')[0] as Node).start)
  else assign(text, node)
}
