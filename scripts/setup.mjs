import { requireNode } from './lib/versions.mjs'

requireNode()
const { setUp } = await import('./lib/set-up.mjs')
const { fail } = await import('./lib/fail.mjs')
await setUp().catch(fail)
