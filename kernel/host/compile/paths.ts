import { type Dirent, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CompletionResult } from './compiler.ts'

/** How many entries of a folder are offered. */
const most = 200

/**
 * Files and folders that the text at an offset may name, when the offset is inside a text that is an argument or a module's name.
 * Null when it is not.
 */
export function pathCompletions(code: string, offset: number, cwd: string): CompletionResult | null {
  const found = /(?:[(,=[]|\bfrom|\bimport)\s*(["'`])([^"'`\n]*)$/.exec(code.slice(0, offset))
  if (!found) return null
  const typed = found[2] ?? ''
  const name = /[^/\\]*$/.exec(typed)?.[0] ?? ''
  const rest = /^[^"'`\n/\\]*/.exec(code.slice(offset))?.[0] ?? ''
  const matches = entries(resolve(cwd, typed.slice(0, typed.length - name.length)))
    .filter((item) => item.name.startsWith(name) && (name.startsWith('.') || !item.name.startsWith('.')))
    .slice(0, most)
    .map((item) => (item.isDirectory() ? { text: `${item.name}/`, type: 'folder' } : { text: item.name, type: 'file' }))
  return { matches, start: offset - name.length, end: offset + rest.length }
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}
