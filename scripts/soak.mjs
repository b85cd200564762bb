import { join } from 'node:path'
import { requireNode } from './lib/versions.mjs'

requireNode()
const { setUp } = await import('./lib/set-up.mjs')
const { fail } = await import('./lib/fail.mjs')
const { jupyterEnvironment, root } = await import('./lib/paths.mjs')
const { run } = await import('./lib/run.mjs')

const given = process.argv.slice(2)
const out = join(root, 'bench', 'results', `soak-${new Date().toISOString().slice(0, 10)}.json`)

try {
  await setUp()
  const flags = ['--import', 'tsx', '--conditions=assay-source', join(root, 'tests', 'kernel', 'soak', 'main.ts')]
  const where = given.includes('--out') ? [] : ['--out', out]
  await run(process.execPath, [...flags, ...where, ...given], { cwd: root, env: jupyterEnvironment(), inherit: true })
} catch (error) {
  fail(error)
}
