import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { address, readConnection } from '../../../../kernel/host/wire/connection.ts'

describe('readConnection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-connection-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const ports = { shell_port: 1, control_port: 2, stdin_port: 3, iopub_port: 4, hb_port: 5 }
  const file = (content: unknown) => {
    const path = join(folder, 'c.json')
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }

  it('readConnection() fills in what may be left out', () => {
    const connection = readConnection(file(ports))
    assert.equal(connection.transport, 'tcp')
    assert.equal(connection.signature_scheme, 'hmac-sha256')
    assert.equal(address(connection, 'iopub_port'), 'tcp://127.0.0.1:4')
    assert.equal(address(readConnection(file({ ...ports, transport: 'ipc', ip: '/tmp/k' })), 'hb_port'), 'ipc:///tmp/k-5')
  })

  for (const [what, content, message] of [
    ['what is not JSON', '{', /it is not JSON/],
    ['what is not an object', '1', /it is not an object/],
    ['a missing port', { ...ports, hb_port: undefined }, /"hb_port" is not a port/],
    ['a port out of range', { ...ports, shell_port: 70_000 }, /"shell_port" is not a port/],
    ['an unknown transport', { ...ports, transport: 'udp' }, /neither tcp nor ipc/],
  ] as const)
    it(`readConnection() refuses ${what}`, () => {
      assert.throws(() => readConnection(file(content)), message)
    })
})
