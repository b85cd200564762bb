import type { Compiler } from './compile/compiler.ts'
import { directiveLines } from './directives/list.ts'

const text = `TypeScript (Assay)

Cells are TypeScript, checked before they run. Names declared at the top level are known in later cells and may be declared again.
The value of the last expression is awaited and shown, top-level await works, imports resolve from the notebook's folder.

display(value)      shows a value; the handle it returns has update(value)
display.html(text)  also markdown, latex, svg, png, jpeg, json, text, bundle
clearOutput()       clears the cell's output
prompt(message)     asks for a line of text; { password: true } hides it
confirm(message)    asks a yes-or-no question

Above the code of a cell:
${directiveLines().join('\n')}

Tab completes, Shift+Tab explains, and interrupting a cell keeps all state.
`

/** What the pager shows. */
export async function help(topic: string, compiler: Compiler): Promise<Record<string, string>> {
  if (topic === '') return { 'text/plain': text }
  const found = await compiler.inspect(topic, topic.length, 1)
  if (found === null) return { 'text/plain': `Nothing is known about "${topic}"` }
  return { 'text/plain': found.plain, 'text/markdown': found.markdown }
}
