import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const scripts = resolve(import.meta.dirname, '../../../scripts/lib')
const address = (name: string) => JSON.stringify(pathToFileURL(join(scripts, name)).href)
const node = (code: string, env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', ...env } })

describe('what set-up needs', () => {
  it('an old Node is one clear line and exit code 2', () => {
    const { status, stderr } = node(`import { requireNode } from ${address('versions.mjs')}; requireNode('18.20.4')`)
    assert.equal(status, 2)
    assert.equal(stderr, 'Assay needs Node 20.19 or newer; this is Node 18.20.4. Install a current one and run the command again.\n')
    assert.equal(node(`import { requireNode } from ${address('versions.mjs')}; requireNode('20.19.0')`).status, 0)
  })

  describe('Python', () => {
    let folder: string
    before(function () {
      if (process.platform === 'win32') this.skip()
      folder = mkdtempSync(join(tmpdir(), 'assay python '))
    })
    after(() => folder && rmSync(folder, { recursive: true, force: true }))

    const find = (script: string) => {
      const python = join(folder, 'python3')
      writeFileSync(python, `#!/bin/sh\n${script}\n`)
      chmodSync(python, 0o755)
      return node(
        `import { findPython } from ${address('find-python.mjs')}; try { console.log(findPython().version) } catch (error) { console.log(error.message) }`,
        { PYTHON: python },
      ).stdout.trim()
    }

    it('too old a Python is named', () => assert.match(find('echo 3.9.2'), /^Assay needs Python 3\.10 or newer; this is Python 3\.9\.2/))
    it('no Python is said', () => assert.match(find('exit 127'), /^Assay needs Python 3\.10 or newer and found none/))
    it('a Python without venv is said, with the remedy', () =>
      assert.match(find('case "$2" in *venv*) exit 1;; esac; echo 3.11.4'), /cannot make virtual environments: install its venv module/))
    it('a Python that is new enough is taken', () => assert.equal(find('echo 3.11.4'), '3.11.4'))
  })

  it('a browser that does not exist is named', () => {
    const { stdout } = node(
      `import { findChromium } from ${address('find-chromium.mjs')}; await findChromium().catch((error) => console.log(error.message))`,
      { CHROMIUM_PATH: '/nowhere/chromium' },
    )
    assert.equal(stdout.trim(), 'Cannot find the browser: CHROMIUM_PATH names /nowhere/chromium, which does not exist')
  })
})
