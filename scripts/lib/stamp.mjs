import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, root } from './paths.mjs'

const skipped = new Set(['node_modules', 'dist', 'lib', 'labextension', '.git', '__pycache__'])

function* files(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (stat.isFile()) yield path
  else for (const name of readdirSync(path).sort()) if (!skipped.has(name)) yield* files(join(path, name))
}

/** A fingerprint of the files and folders that a step depends on. */
export function fingerprint(paths, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const path of paths) {
    for (const file of files(join(root, path))) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

const place = (name) => join(cache, 'setup', name)

/** Whether the step was finished with this very fingerprint. A step that was interrupted leaves no stamp, so it runs again. */
export function isDone(name, print) {
  return existsSync(place(name)) && readFileSync(place(name), 'utf8') === print
}

export function markDone(name, print) {
  mkdirSync(join(cache, 'setup'), { recursive: true })
  writeFileSync(place(name), print)
}
