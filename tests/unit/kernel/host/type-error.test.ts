import assert from 'node:assert/strict'
import type { Diagnostic } from '../../../../kernel/host/compile/compiler.ts'
import { typeErrorReport } from '../../../../kernel/host/type-error.ts'

const at = (line: number, code: number, severity: Diagnostic['severity'] = 'error'): Diagnostic => ({
  message: `finding ${code}`,
  code,
  severity,
  start: { line, column: 1 },
  end: { line, column: 4 },
  source: '',
})

describe('typeErrorReport', () => {
  it('typeErrorReport() leads with the first error and shows each, warnings left out', () => {
    const report = typeErrorReport([at(1, 6133, 'warning'), at(2, 2551), at(1, 2304)], 'In[3]', 'abc\ndef')
    assert.equal(report.ename, 'TypeScriptError')
    assert.equal(report.evalue, 'finding 2551')
    const text = report.traceback.join('\n')
    assert.match(text, /In\[3\]:2:1/)
    assert.doesNotMatch(text, /6133/)
  })

  it('typeErrorReport() calls what cannot be parsed a SyntaxError, and cuts a long list', () => {
    const report = typeErrorReport(
      Array.from({ length: 25 }, () => at(1, 0)),
      'In[1]',
      'abc',
    )
    assert.equal(report.ename, 'SyntaxError')
    assert.equal(report.traceback.at(-1), '... 15 more')
  })
})
