import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installKernelspec } from '../../kernel/install/kernelspec.ts'
import { kernelNode, python } from './helpers/paths.ts'

const suite = fileURLToPath(new URL('jupyter_kernel_test/test_assay.py', import.meta.url))

function run(file: string, argv: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: unknown; text: string }> {
  return new Promise((resolve) => {
    execFile(file, argv, { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, text: stdout + stderr }),
    )
  })
}

describe('jupyter_kernel_test', function () {
  this.timeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'assay-jkt-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('all 13 tests pass, none is skipped', async () => {
    installKernelspec({ prefix: folder, node: kernelNode() })
    const { code, text } = await run(python(), [suite], { JUPYTER_PATH: join(folder, 'share', 'jupyter'), ASSAY_HOME: folder })
    assert.equal(code, 0, text)
    assert.match(text, /Ran 13 tests/)
    assert.match(text, /\nOK\n/, text)
  })
})
