import assert from 'node:assert/strict'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { compile, Notebook } from './runtime.ts'

/** Runs a cell that throws; gives the cell's places (line from 1, column from 1) on its stack, innermost first. */
async function thrownAt(cell: string): Promise<{ line: number; column: number }[]> {
  const { code, map } = compile(cell)
  const error = await new Notebook().execute(code, 'thrown.js').then(
    () => assert.fail('nothing thrown'),
    (reason: { stack: string }) => reason,
  )
  const tracer = new TraceMap(map)
  return [...error.stack.matchAll(/thrown\.js:(\d+):(\d+)/g)].map(([, line, column]) => {
    const found = originalPositionFor(tracer, { line: Number(line), column: Number(column) - 1 })
    return { line: found.line ?? 0, column: (found.column ?? -1) + 1 }
  })
}

describe('transformCell() source map', () => {
  it('a thrown error is at its own line and column', async () => {
    const cell = 'interface Row {\n  a: number\n}\n\n// remark\nconst row: Row = { a: 1 }\n\nthrow new Error("here")'
    assert.deepEqual((await thrownAt(cell))[0], { line: 8, column: 7 })
  })
  it('a call inside a function declared below its use', async () => {
    const cell = 'type T = 1\n\nouter(2)\n\nfunction outer(n: number): void {\n  const s: string = String(n)\n  if (s) null!.x\n}'
    const places = await thrownAt(cell)
    assert.equal(places[0]?.line, 7)
    assert.deepEqual(places[1], { line: 3, column: 1 })
  })
  it('after awaits, wide characters and several declarations in a line', async () => {
    const cell = 'const 名 = "😀", n = await Promise.resolve<number>(1)\nlet k = 2; await Promise.reject(new Error(名))'
    assert.deepEqual((await thrownAt(cell))[0], { line: 2, column: 33 })
  })
  it('in a class with parameter properties and in an object alone', async () => {
    assert.equal(
      (await thrownAt('class K {\n  constructor(private n: number) {\n    throw new Error("x")\n  }\n}\n\nnew K(1)'))[0]?.line,
      3,
    )
    assert.deepEqual((await thrownAt('{ a: 1, b: missing }'))[0], { line: 1, column: 12 })
  })
  it('names the cell and holds its text', () => {
    const map = JSON.parse(compile('1 as number', 7).map) as { sources: string[]; sourcesContent: string[] }
    assert.deepEqual(map.sources, ['cell-7.ts'])
    assert.deepEqual(map.sourcesContent, ['1 as number'])
  })
})
