export { print } from './duckdb.ts'
export { type Argument, fn } from './fn.ts'
export {
  type AggregateFunction,
  aggregateFunctions,
  functionInfo,
  functionNames,
  type LogicalFunction,
  type ScalarFunction,
  scalarFunctions,
  type WindowFunction,
  windowFunctions,
} from './functions.ts'
export { identifier, literal, textLiteral } from './literal.ts'
export { re2 } from './regexp.ts'
