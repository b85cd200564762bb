// Writes docs/reference/arquero.md: every verb and every function of arquero as supported, different or refused. A test runs each row.
// Run it as: node --import tsx --conditions=assay-source scripts/arquero-table.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { arqueroPage } from './lib/arquero.mjs'
import { root } from './lib/paths.mjs'

const path = join(root, 'docs', 'reference', 'arquero.md')
mkdirSync(dirname(path), { recursive: true })
writeFileSync(path, await arqueroPage())
