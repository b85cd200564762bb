export { type Change, Changes, CleaningPlan, clean, type Repair, Steps } from './clean/index.ts'
export { type DuckDBOptions, duckdb, type Engine, EngineError, engine } from './engine/index.ts'
export { type EvaluateOptions, Evaluation, evaluate, type RegressionMetrics, regressionMetrics } from './evaluate/index.ts'
export { type Split, type SplitOptions, Standardised, split, standardise } from './features/index.ts'
export { Profile, profile } from './profile/index.ts'
export { displaySymbol, typeSymbol } from './protocol/index.ts'
export {
  boolean,
  type ChangedCell,
  type CheckOptions,
  CheckResult,
  type Column,
  type CompareOptions,
  Comparison,
  Contract,
  type ContractOptions,
  compare,
  categoryTests,
  contract,
  Drift,
  type DriftOptions,
  drift,
  date,
  type Failing,
  fresh,
  integer,
  noRepeats,
  number,
  numberTests,
  samplesOf,
  parseContract,
  type ReadContractOptions,
  type Reason,
  type Rule,
  type RuleOptions,
  readContract,
  references,
  row,
  rowCount,
  string,
  timestamp,
  unique,
} from './quality/index.ts'
export {
  type Audience,
  Report,
  type ReportModel,
  type ReportOptions,
  report,
  type SaveOptions,
} from './report/index.ts'
export { detectPersonal, maskValue, type PersonalGuess, type SemanticGuess, semanticType } from './semantic/index.ts'
export { type Encoding, type Format, type OpenOptions, open, type ReadType, type SourceRow, type Sources } from './source/index.ts'
export {
  type AnyRow,
  addVerb,
  desc,
  type Expr,
  from,
  type Op,
  op,
  type Scope,
  type Sql,
  sql,
  Table,
} from './table/index.ts'
export { loadModel, Model, type NeuralNetworkOptions, neuralNetwork, Training } from './train/index.ts'
export { Random, type Task, task } from './util/index.ts'
