import assert from 'node:assert/strict'
import { readDirectives } from '../../../../../kernel/host/directives/index.ts'

describe('readDirectives()', () => {
  it('leaves cells without directives as they are', () => {
    for (const code of ['', '1 % 2', 'a\n% b', '!(a && b)', '!!a', '![1].length', '// %sh no\n!x', 'x\n!y'])
      assert.deepEqual(readDirectives(code), { directives: [], timed: false, code })
  })

  it('blanks directives above the code, so that places stay right', () => {
    const code = '\n%npm install a b\n  !ls -l "名"\n%who\nconst x = 1\n%no'
    const { directives, code: rest } = readDirectives(code)
    assert.deepEqual(directives, [
      { name: 'npm', argument: 'install a b' },
      { name: 'sh', argument: 'ls -l "名"' },
      { name: 'who', argument: '' },
    ])
    assert.equal(rest.length, code.length)
    assert.equal(rest.indexOf('const'), code.indexOf('const'))
    assert.equal(rest.split('\n').length, code.split('\n').length)
    assert.equal(rest.trim(), 'const x = 1\n%no')
  })

  it('%%name takes the rest of the cell', () => {
    assert.deepEqual(readDirectives('%%html\n<b>\n%sh x\n'), {
      directives: [{ name: 'html', argument: '', body: '<b>\n%sh x\n' }],
      timed: false,
      code: '      \n   \n     \n',
    })
  })

  it('%time keeps the code behind it in its place', () => {
    assert.deepEqual(readDirectives('%time  f(1)\n2'), { directives: [], timed: true, code: '       f(1)\n2' })
    assert.deepEqual(readDirectives('%%time\nf(1)'), { directives: [], timed: true, code: '      \nf(1)' })
  })

  it('!name is code where the name is declared', () => {
    const declared = (name: string) => name === 'done'
    assert.deepEqual(readDirectives('!done && stop()', declared).directives, [])
    assert.deepEqual(readDirectives('!done.sh', (name) => name === 'other').directives, [{ name: 'sh', argument: 'done.sh' }])
  })

  for (const [code, message] of [
    ['%nope', /There is no directive "%nope": %help lists those there are/],
    ['%html', /Cannot run "%html": it is used as "%%html"/],
    ['%%npm\nx', /Cannot run "%%npm": it is used as "%npm install PACKAGE..."/],
    ['%%time f()', /Cannot run "%%time f\(\)": what it takes stands in the lines below it/],
  ] as const)
    it(`refuses ${JSON.stringify(code)}`, () => assert.throws(() => readDirectives(code), { name: 'SyntaxError', message }))
})
