export { columnTypeOf } from './column-type.ts'
export { engine } from './default.ts'
export {
  type AggregateFunction,
  type Argument,
  aggregateFunctions,
  fn,
  functionInfo,
  functionNames,
  identifier,
  type LogicalFunction,
  literal,
  print,
  re2,
  type ScalarFunction,
  scalarFunctions,
  textLiteral,
  type WindowFunction,
  windowFunctions,
} from './dialect/index.ts'
export { type DuckDBOptions, duckdb } from './duckdb/duckdb.ts'
export type { Batch, Engine, Field, QueryOptions } from './engine.ts'
export { EngineError } from './errors.ts'
export { rowsOf } from './rows.ts'
