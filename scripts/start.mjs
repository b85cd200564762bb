import { requireNode } from './lib/versions.mjs'

requireNode()
const { setUp } = await import('./lib/set-up.mjs')
const { fail } = await import('./lib/fail.mjs')
const { start } = await import('./lib/start.mjs')

try {
  await setUp()
  await start({ lab: !process.argv.includes('--no-lab'), options: process.argv.slice(2).filter((argument) => argument !== '--no-lab') })
} catch (error) {
  fail(error)
}
