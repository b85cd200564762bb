import { pathToFileURL } from 'node:url'
import type { EncodedSourceMap } from '@jridgewell/trace-mapping'
import { transformSync } from 'oxc-transform'
import type { Diagnostic } from '../compiler.ts'
import { type Declaration, endsWithExpression, readDeclarations } from './declarations.ts'
import { editCell } from './edit.ts'
import { Lines } from './positions.ts'
import { guardedGlobals } from './runtime-globals.ts'
import { chain } from './source-map.ts'
import { parseCell, readCell } from './syntax.ts'
import { child, children, type Node, walk } from './tree.ts'

/** What a cell says, before it is checked. */
export interface CellText {
  /** The cell as written. */
  readonly cell: string
  /** The text that is checked and run: the cell, in parentheses when it is an object. */
  readonly code: string
  /** How many characters `code` has before the cell. */
  readonly shift: number
  readonly program: Node
  readonly declarations: readonly Declaration[]
}

/** A cell's JavaScript. */
export interface Transformed {
  readonly code: string
  readonly map: string
  readonly names: readonly string[]
}

/** Reads a cell, or says where its syntax is wrong. */
export function readCellText(cell: string): CellText | readonly Diagnostic[] {
  const { code, shift } = readCell(cell)
  const { program, errors } = parseCell(code)
  if (errors.length > 0) return errors
  return { cell, code, shift, program, declarations: readDeclarations(program) }
}

/**
 * Turns a cell into a script whose value is `async (__assay) => value of the last expression`.
 *
 * @param text the cell, read
 * @param options `name`: of the cell in the source map; `cwd`: the folder that `import.meta` tells
 */
export function transformCell(
  text: CellText,
  options: { readonly name: string; readonly cwd: string },
): Transformed | readonly Diagnostic[] {
  const decorated = decorator(text.program)
  if (decorated) {
    const { start, end } = decorated
    const message = 'Decorators do not run in cells: call the decorating function yourself, or import the class from a compiled module'
    return [new Lines(text.cell).diagnostic(message, 0, start - text.shift, end - text.shift)]
  }
  const stripped = transformSync(options.name, text.code, {
    lang: 'ts',
    sourceType: 'module',
    sourcemap: true,
    target: 'esnext',
    typescript: { onlyRemoveTypeImports: true },
  })
  if (stripped.errors.length > 0) {
    const lines = new Lines(text.code)
    return stripped.errors.map(({ message, labels }) => lines.diagnostic(message, 0, labels[0]?.start ?? 0, labels[0]?.end ?? 0))
  }
  const code = `\n${stripped.code}`
  const { program, errors } = parseCell(code, 'js')
  if (errors.length > 0) return errors
  const edited = editCell(code, program, { value: endsWithExpression(text.program), meta: metaText(options.cwd) })
  const names = text.declarations.filter(({ value }) => value).map(({ name }) => name)
  edited.prepend(opening(names, enums(text.program)))
  edited.append('\n})')
  const outer = JSON.parse(edited.generateMap({ hires: 'boundary', source: options.name }).toString()) as EncodedSourceMap
  const map = chain(outer, stripped.map as EncodedSourceMap, { lines: 1, columns: text.shift }, options.name, text.cell)
  return { code: edited.toString(), map, names }
}

function opening(names: readonly string[], enumNames: readonly string[]): string {
  const declared = names.length > 0 ? `var ${names.join(',')};` : ''
  const freed = names.filter((name) => guardedGlobals.has(name)).map((name) => freeText(JSON.stringify(name)))
  // An enum or namespace is a new one: it does not go on with that of an earlier cell.
  const fresh = enumNames.map((name) => `${name}=undefined;`)
  return `"use strict";${declared}${freed.join('')}(async(__assay)=>{${fresh.join('')}`
}

/** No engine runs decorators yet, and oxc lowers only those of the old kind. */
function decorator(program: Node): Node | undefined {
  let found: Node | undefined
  walk(program, (node) => {
    found ??= children(node, 'decorators')[0]
    return found === undefined
  })
  return found
}

function freeText(name: string): string {
  const writable = '{value:undefined,writable:true,configurable:true,enumerable:true}'
  return `if(Object.getOwnPropertyDescriptor(globalThis,${name}).configurable)Object.defineProperty(globalThis,${name},${writable});`
}

function enums(program: Node): string[] {
  const found = children(program, 'body').map((statement) =>
    /^Export/.test(statement.type) ? (child(statement, 'declaration') ?? statement) : statement,
  )
  const names = found
    .filter((node) => node.type === 'TSEnumDeclaration' && node['declare'] !== true)
    .map((node) => String(child(node, 'id')?.['name']))
  return [...new Set(names)]
}

function metaText(cwd: string): string {
  const url = pathToFileURL(`${cwd}/cell.ts`).href
  return `({url:${JSON.stringify(url)},dirname:${JSON.stringify(cwd)},filename:${JSON.stringify(`${cwd}/cell.ts`)}})`
}
