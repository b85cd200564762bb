import { type Dirent, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type { CompletionResult } from './compiler.ts'
import { textStart } from './text-start.ts'

/** How many entries of a folder are offered. */
const most = 200

/**
 * Files and folders that the text at an offset may name, when the offset is inside a text that is an argument or a module's name.
 * Null when it is not.
 */
export function pathCompletions(code: string, offset: number, cwd: string): CompletionResult | null {
  const start = textStart(code, offset)
  if (start === undefined || !/(?:[(,=[]|\bfrom|\bimport)\s*$/.test(code.slice(0, start - 1))) return null
  const typed = code.slice(start, offset)
  const isModule = /(?:\bfrom|\bimport|\b(?:import|require)\()\s*["'`][^"'`\n]*$/.test(code.slice(0, offset))
  if (isModule && !/^[./]/.test(typed)) return moduleNames(typed, offset, /^[^"'`\n]*/.exec(code.slice(offset))?.[0].length ?? 0, cwd)
  const name = /[^/\\]*$/.exec(typed)?.[0] ?? ''
  const rest = /^[^"'`\n/\\]*/.exec(code.slice(offset))?.[0] ?? ''
  const matches = entries(resolve(cwd, typed.slice(0, typed.length - name.length)))
    .filter((item) => item.name.startsWith(name) && (name !== '' || !/^(\.|node_modules$)/.test(item.name)))
    .slice(0, most)
    .map((item) => (item.isDirectory() ? { text: `${item.name}/`, type: 'folder' } : { text: item.name, type: 'file' }))
  return { matches, start: offset - name.length, end: offset + rest.length }
}

/** Node's own modules and the packages installed for a folder. */
function moduleNames(typed: string, offset: number, rest: number, cwd: string): CompletionResult {
  const names = new Set(
    builtinModules.filter((name) => !name.startsWith('_')).map((name) => (name.startsWith('node:') ? name : `node:${name}`)),
  )
  for (let folder = cwd, above = dirname(folder); ; folder = above, above = dirname(folder)) {
    for (const name of packages(join(folder, 'node_modules'))) names.add(name)
    if (folder === above) break
  }
  const fitting = [...names].filter((name) => name.startsWith(typed)).sort()
  return { matches: fitting.slice(0, most).map((text) => ({ text, type: 'module' })), start: offset - typed.length, end: offset + rest }
}

function packages(folder: string): string[] {
  return entries(folder).flatMap(({ name }) => {
    if (name.startsWith('@')) return name === '@types' ? [] : entries(join(folder, name)).map((inner) => `${name}/${inner.name}`)
    return name.startsWith('.') ? [] : [name]
  })
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}
