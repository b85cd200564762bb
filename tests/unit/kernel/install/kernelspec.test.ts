import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkNode, installKernelspec, uninstallKernelspec } from '../../../../kernel/install/kernelspec.ts'

describe('installKernelspec', () => {
  const prefix = mkdtempSync(join(tmpdir(), 'assay install 订单-'))
  after(() => rmSync(prefix, { recursive: true, force: true }))
  /** A program that says it is some Node. */
  const nodeOf = (version: string) => {
    const path = join(prefix, `node-${version}`)
    writeFileSync(path, `#!/bin/sh\necho ${version}\n`, { mode: 0o755 })
    return path
  }

  before(function () {
    if (process.platform === 'win32') this.skip()
  })

  it('installKernelspec() writes a kernelspec below the prefix, and uninstallKernelspec() removes it', () => {
    const node = nodeOf('v24.1.0')
    const folder = installKernelspec({ prefix, node })
    assert.equal(folder, join(prefix, 'share', 'jupyter', 'kernels', 'assay'))
    const spec = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'))
    assert.equal(spec.argv[0], node)
    assert.equal(spec.argv.at(-1), '{connection_file}')
    assert.equal(spec.interrupt_mode, 'message')
    assert.equal(spec.language, 'typescript')
    assert.equal(spec.display_name, 'TypeScript (Assay)')
    assert.match(readFileSync(join(folder, 'logo-svg.svg'), 'utf8'), /^<svg/)
    uninstallKernelspec({ prefix })
    assert.ok(!existsSync(folder))
  })

  it('checkNode() refuses an old Node in one line', () => {
    assert.throws(
      () => checkNode(nodeOf('v20.20.2')),
      /^RangeError: Cannot use Node v20\.20\.2 for the kernel: it needs Node 24, or 22 \(.*\)$/,
    )
    assert.equal(checkNode(nodeOf('v22.1.0')), 'v22.1.0')
    assert.throws(() => checkNode(join(prefix, 'nothing')), /does not run as Node/)
  })

  it('installKernelspec() refuses a name that leaves its folder', () => {
    assert.throws(() => installKernelspec({ prefix, node: nodeOf('v24.1.0'), name: '../x' }), RangeError)
  })
})
