import './verb.ts'

export { compare } from './compare.ts'
export { type ChangedCell, Comparison } from './comparison.ts'
export { comparisonBundle, htmlComparison, markdownComparison, plainComparison } from './display.ts'
export type { CompareOptions } from './options.ts'
