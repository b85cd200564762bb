// Bundles lib/ into labextension/, as `jupyter-builder build .` does, without Python.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const { resolve } = createRequire(import.meta.url)
const builder = resolve('@jupyter/builder/lib/build-labextension.js')
const core = resolve('@jupyterlab/core-meta/core.package.json')
const folder = fileURLToPath(new URL('.', import.meta.url))
const { status, stdout, stderr } = spawnSync(process.execPath, [builder, '--core-package-file', core, folder], { encoding: 'utf8' })
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}`)
  process.exit(status ?? 1)
}
