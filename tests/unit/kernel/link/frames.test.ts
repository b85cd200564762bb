import assert from 'node:assert/strict'
import fc from 'fast-check'
import { encodeFrame, type Frame, FrameReader } from '../../../../kernel/link/frames.ts'

function read(bytes: Buffer, sizes: readonly number[]): Frame[] {
  const frames: Frame[] = []
  const reader = new FrameReader((frame) => frames.push(frame))
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    reader.push(bytes.subarray(at, at + size))
    at += size
  }
  return frames
}

const plain = ({ header, parts }: Frame) => ({ header, parts: parts.map((part) => Buffer.from(part).toString('hex')) })

describe('frames', () => {
  it('encodeFrame() and FrameReader give back any headers and parts, from chunks of any size', () => {
    const frame = fc.record({ header: fc.jsonValue(), parts: fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }) })
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 6 }), sizes, (sent, chunks) => {
        const bytes = Buffer.concat(sent.flatMap(({ header, parts }) => encodeFrame(header, parts)))
        const wanted = sent.map(({ header, parts }) => plain({ header: JSON.parse(JSON.stringify(header)), parts }))
        assert.deepEqual(read(bytes, chunks).map(plain), wanted)
      }),
    )
  })

  it('FrameReader waits for the end of a frame', () => {
    const bytes = Buffer.concat(encodeFrame({ a: 1 }))
    assert.deepEqual(read(bytes.subarray(0, bytes.length - 1), [3]), [])
  })
})
