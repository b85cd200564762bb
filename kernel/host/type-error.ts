import { excerpt, paint } from '../link/excerpt.ts'
import type { ErrorReport } from '../link/index.ts'
import type { Diagnostic } from './compile/compiler.ts'

const maximum = 10

const nameOf = ({ code }: Diagnostic) => (code === 0 ? 'SyntaxError' : 'TypeScriptError')

/** One finding of the compiler: number, place, message, and the line of the cell with its neighbours. */
export function describeDiagnostic(diagnostic: Diagnostic, label: string, source: string): string[] {
  const { code, start, end, message, severity } = diagnostic
  const what = code === 0 ? 'SyntaxError' : `TS${code}`
  const until = end.line === start.line ? end.column : start.column + 1
  const place = paint.place(`${label}:${start.line}:${start.column}`)
  return [
    `${severity === 'error' ? paint.error(what) : what} at ${place}: ${message}`,
    ...excerpt(source.split('\n'), start.line, start.column, until),
  ]
}

/** Why a cell was not run. */
export function typeErrorReport(diagnostics: readonly Diagnostic[], label: string, source: string): ErrorReport {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const first = errors[0] ?? diagnostics[0]
  const traceback = errors.slice(0, maximum).flatMap((each) => describeDiagnostic(each, label, source))
  if (errors.length > maximum) traceback.push(`... ${errors.length - maximum} more`)
  return {
    ename: first === undefined ? 'TypeScriptError' : nameOf(first),
    evalue: first?.message ?? 'The cell cannot be compiled',
    traceback,
  }
}
