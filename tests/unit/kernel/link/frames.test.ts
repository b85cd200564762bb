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

  it('FrameReader puts large frames together, with small ones before, between and after', () => {
    const large = (size: number, fill: number) => ({ header: { size }, parts: [Buffer.alloc(size, fill), Buffer.from('end')] })
    const sent = [large(10, 1), large(3_000_000, 2), large(20, 3), large(1_500_000, 4), large(2_000_000, 5), large(5, 6)]
    const bytes = Buffer.concat(sent.flatMap(({ header, parts }) => encodeFrame(header, parts)))
    for (const sizes of [[65_536], [7, 100_003], [4_000_000], [bytes.length]]) {
      const frames = read(bytes, sizes)
      assert.deepEqual(
        frames.map(({ header }) => header),
        sent.map(({ header }) => header),
      )
      for (const [i, { parts }] of frames.entries())
        assert.ok(parts.every((part, j) => Buffer.compare(part, sent[i]?.parts[j] as Buffer) === 0))
    }
  })

  it('FrameReader waits for the end of a frame', () => {
    const bytes = Buffer.concat(encodeFrame({ a: 1 }))
    assert.deepEqual(read(bytes.subarray(0, bytes.length - 1), [3]), [])
  })
})
