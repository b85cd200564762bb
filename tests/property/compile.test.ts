import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { type Compiler, startCompiler } from '../../kernel/host/compile/index.ts'
import { Notebook } from '../unit/kernel/compile/runtime.ts'

/** A declaration of a name: its text, an expression of its value, and that value as JSON. */
interface Declared {
  readonly name: string
  readonly text: string
  readonly value: string
  readonly json: unknown
  /** What may be asked of the value by its type, and only of this kind. */
  readonly typed: string
}

const names = ['a', 'b', 'c', '$d', '_e', '__f', '数量', 'crypto', 'Event', 'Map2', 'value']

function declaration(name: string, form: number, n: number): Declared {
  const number = { name, json: n, typed: '.toFixed()' }
  const text = { name, json: `t${n}`, typed: '.trim()' }
  switch (form % 10) {
    case 0:
      return { ...number, text: `const ${name} = ${n}`, value: name }
    case 1:
      return { ...text, text: `let ${name}: string = "t${n}"`, value: name }
    case 2:
      return { ...number, text: `function ${name}(): number { return ${n} }`, value: `${name}()` }
    case 3:
      return { ...text, text: `class ${name} { static s = "t${n}"; private hidden = 1 }`, value: `${name}.s` }
    case 4:
      return { ...number, text: `enum ${name} { Only = ${n} }`, value: `${name}.Only` }
    case 5:
      return { ...text, text: `namespace ${name} { export const inner = "t${n}"; export type T = string }`, value: `${name}.inner` }
    case 6:
      return { ...number, text: `const { x: [${name}] } = { x: [${n}] }`, value: name }
    case 7:
      return { ...text, text: `for (var ${name} = "t${n}"; false; );`, value: name }
    case 8:
      return { ...number, text: `const ${name} = await Promise.resolve(${n})`, value: name }
    default:
      return { ...text, text: `export const ${name} = <T,>(x: T): T => x`, value: `${name}("t${n}")` }
  }
}

const cell = fc
  .uniqueArray(fc.record({ name: fc.constantFrom(...names), form: fc.nat(9), n: fc.nat(99) }), {
    selector: ({ name }) => name,
    minLength: 1,
    maxLength: 4,
  })
  .map((items) => items.map(({ name, form, n }) => declaration(name, form, n)))

describe('compiled cells', () => {
  let compiler: Compiler
  let id = 0
  before(() => {
    compiler = startCompiler({ cwd: tmpdir() })
  })
  after(() => compiler.close())

  async function run(notebook: Notebook, code: string): Promise<unknown> {
    const made = await compiler.compile({ id: ++id, code })
    assert.ok(made.ok, `${code}\n${JSON.stringify(made)}`)
    const value = await notebook.execute(made.code)
    await compiler.ran(id)
    return value
  }

  it('every name has the value and the type that was declared last, whatever it was before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 5 }), async (cells) => {
        await compiler.restart()
        const notebook = new Notebook()
        const known = new Map<string, Declared>()
        for (const declared of cells) {
          await run(notebook, declared.map(({ text }) => text).join('\n'))
          for (const item of declared) known.set(item.name, item)
        }
        const all = [...known.values()]
        const values = await run(notebook, `[${all.map(({ value }) => value).join(', ')}] as const`)
        assert.deepEqual(
          JSON.parse(JSON.stringify(values)),
          all.map(({ json }) => json),
        )
        await run(notebook, all.map(({ value, typed }) => `${value}${typed}`).join('\n'))
        const wrong = await compiler.compile({ id: ++id, code: all.map(({ value }) => `${value}.nothing`).join('\n') })
        assert.ok(!wrong.ok && wrong.diagnostics.length === all.length, JSON.stringify(wrong))
        assert.deepEqual(
          wrong.diagnostics.map(({ start }) => start.line),
          all.map((_, index) => index + 1),
        )
      }),
      { numRuns: 25 },
    )
  }).timeout(120000)
})
