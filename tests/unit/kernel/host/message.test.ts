import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { Wire } from '../../../../kernel/host/wire/message.ts'

const buffers = (frames: readonly (Uint8Array | string)[]) => frames.map((frame) => Buffer.from(frame as string))

describe('Wire', () => {
  const message = {
    identities: ['who'],
    type: 'execute_request',
    content: { code: '订单 😀' },
    parent: { msg_id: 'p' },
    buffers: [Buffer.from([1, 2])],
  }

  it('build() signs header, parent, metadata and content by HMAC-SHA256', () => {
    const frames = buffers(new Wire('secret').build(message))
    const hmac = createHmac('sha256', 'secret')
    for (const part of frames.slice(3, 7)) hmac.update(part)
    assert.equal(frames[2]?.toString(), hmac.digest('hex'))
    assert.equal(frames[1]?.toString(), '<IDS|MSG>')
  })

  it('parse() gives back what build() was given', () => {
    const read = new Wire('secret').parse(buffers(new Wire('secret').build(message)))
    assert.equal(read?.header.msg_type, 'execute_request')
    assert.deepEqual(read?.content, message.content)
    assert.deepEqual(read?.parent, message.parent)
    assert.deepEqual(read?.buffers, message.buffers)
    assert.equal(String(read?.identities[0]), 'who')
  })

  it('build() takes content that is JSON text already', () => {
    const frames = buffers(new Wire('').build({ type: 'x', content: Buffer.from('{"a":1}') }))
    assert.deepEqual(new Wire('').parse(frames)?.content, { a: 1 })
  })

  it('parse() drops what is wrongly signed, changed or replayed', () => {
    const wire = new Wire('secret')
    assert.equal(wire.parse(buffers(new Wire('other').build(message))), undefined)
    const changed = buffers(new Wire('secret').build(message))
    changed[6] = Buffer.from('{"code":"rm"}')
    assert.equal(wire.parse(changed), undefined)
    const once = buffers(new Wire('secret').build(message))
    assert.notEqual(wire.parse(once), undefined)
    assert.equal(wire.parse(once), undefined)
  })

  it('parse() drops what is malformed', () => {
    const wire = new Wire('')
    for (const frames of [
      [],
      ['<IDS|MSG>'],
      ['<IDS|MSG>', '', '{', '{}', '{}', '{}'],
      ['<IDS|MSG>', '', '[]', '{}', '{}', '{}'],
      ['<IDS|MSG>', '', '{}', '{}', '{}', '{}'],
      ['a', '', '{}', '{}', '{}', '{}'],
    ])
      assert.equal(wire.parse(buffers(frames)), undefined)
  })

  it('Wire() refuses a scheme it does not know', () => {
    assert.throws(() => new Wire('k', 'plain'), RangeError)
    assert.throws(() => new Wire('k', 'hmac-nothing'))
  })
})
