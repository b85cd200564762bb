import { requireNode } from './lib/versions.mjs'

requireNode()
const { setUp } = await import('./lib/set-up.mjs')
const { fail } = await import('./lib/fail.mjs')
const { runSuites } = await import('./lib/suites.mjs')

try {
  await setUp()
  process.exitCode = await runSuites(process.argv.slice(2))
} catch (error) {
  fail(error)
}
