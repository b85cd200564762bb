export { directiveCompletions, inspectDirective, readCell } from './editing.ts'
export { directiveLines } from './list.ts'
export { type DirectedCell, type Directive, readDirectives } from './read.ts'
export { type DirectiveEnd, type DirectiveRun, runDirective } from './run.ts'
