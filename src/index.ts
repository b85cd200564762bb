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
  categoryTests,
  compare,
  contract,
  Drift,
  type DriftOptions,
  date,
  drift,
  type Failing,
  fresh,
  History,
  type HistoryOptions,
  history,
  integer,
  junitCheck,
  type KeptRun,
  noRepeats,
  number,
  numberTests,
  parseContract,
  type ReadContractOptions,
  type Reason,
  type Rule,
  type RuleOptions,
  readContract,
  references,
  row,
  rowCount,
  type SarifOptions,
  type SuggestedRule,
  Suggestion,
  type SuggestOptions,
  samplesOf,
  sarifCheck,
  string,
  suggest,
  type Trend,
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
