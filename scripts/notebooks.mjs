import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './lib/versions.mjs'

requireNode()
const { setUp } = await import('./lib/set-up.mjs')
const { fail } = await import('./lib/fail.mjs')
const { executeNotebook, notebookFolder, notebookNames } = await import('./lib/notebooks.mjs')
const { cache } = await import('./lib/paths.mjs')

// npm run notebooks [-- --write] [NAME...]: executes the notebooks by our kernel; --write renews the committed outputs.
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const write = process.argv.includes('--write')

try {
  await setUp()
  for (const name of notebookNames()) {
    if (names.length > 0 && !names.some((part) => name.includes(part))) continue
    console.log(name)
    const executed = await executeNotebook(name, join(cache, 'notebooks'))
    if (write) copyFileSync(executed, join(notebookFolder, name))
    console.log(write ? `  outputs written to notebooks/${name}\n` : `  executed copy: .cache/notebooks/${name}\n`)
  }
} catch (error) {
  fail(error)
}
