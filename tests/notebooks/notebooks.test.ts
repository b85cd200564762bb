import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compareNotebooks, type Notebook } from './compare.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'notebooks')
const python = process.env['ASSAY_PYTHON'] ?? join(root, '.venv', 'bin', 'python')
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Notebook

describe('notebooks, executed by our kernel', function () {
  this.timeout(300_000)
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ipynb'))) {
    it(`${name} gives its committed outputs`, () => {
      const executed = join(root, '.cache', 'notebooks')
      mkdirSync(executed, { recursive: true })
      const target = join(executed, name)
      execFileSync(python, [join(root, 'scripts', 'run_notebook.py'), join(folder, name), target], {
        stdio: ['ignore', 'pipe', 'pipe'],
        encoding: 'utf8',
      })
      const found = compareNotebooks(read(join(folder, name)), read(target))
      assert.deepEqual(found, [], `${found.length} differences; npm run notebooks -- --write ${name} renews the committed outputs`)
    })

    it(`${name} holds no raw customer number in its outputs`, () => {
      const customers = new Set(
        readFileSync(join(root, 'datasets', 'online-retail.csv'), 'utf8')
          .split('\n')
          .slice(1)
          .map((line) => /,(1[2-8]\d{3}),[^,]*$/.exec(line)?.[1])
          .filter((id) => id !== undefined),
      )
      assert.ok(customers.size > 100)
      const outputs = JSON.stringify(read(join(folder, name)).cells.map((cell) => cell.outputs ?? []))
      const leaked = [...customers].filter((id) => new RegExp(`(?<![\\d.,])${id}(?!\\d|\\.\\d|,\\d)`).test(outputs))
      assert.deepEqual(leaked, [])
    })
  }
})
