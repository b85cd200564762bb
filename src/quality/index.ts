import './kinds/index.ts'
import './verb.ts'

export type { CheckOptions } from './check.ts'
export { CheckAllResult, checkAll, htmlCheckAll, markdownCheckAll, plainCheckAll, type TableAndContract } from './check-all/index.ts'
export { boolean, Column, date, integer, type LimitOptions, number, OrderedColumn, string, TextColumn, timestamp } from './columns.ts'
export {
  type ChangedCell,
  type CompareOptions,
  Comparison,
  compare,
  htmlComparison,
  markdownComparison,
  plainComparison,
} from './compare/index.ts'
export { Contract, type ContractColumn, type ContractOptions, type Covers, contract, type RowOf } from './contract.ts'
export { type ContractChange, type ContractDiff, diffContracts } from './diff-contracts.ts'
export { htmlCheck } from './display/html.ts'
export { markdownCheck } from './display/markdown.ts'
export { plainCheck } from './display/plain.ts'
export {
  type Categories,
  type CategoryTest,
  categoryTests,
  Drift,
  type DriftOptions,
  drift,
  htmlDrift,
  markdownDrift,
  type NumberTest,
  numberTests,
  plainDrift,
  type Samples,
  samplesOf,
  type TestResult,
} from './drift/index.ts'
export { junitCheck } from './export/junit.ts'
export { type SarifOptions, sarifCheck } from './export/sarif.ts'
export type { ExportedContract, ImportedContract, Unmapped } from './formats/draft.ts'
export { type ExportFormat, exportContract, type ImportFormat, type ImportOptions, importContract } from './formats/formats.ts'
export { plainHistory } from './history/display.ts'
export { History, type HistoryOptions, history } from './history/history.ts'
export type { KeptDimension, KeptRule, KeptRun } from './history/kept-run.ts'
export { historyFolder } from './history/store.ts'
export type { Trend, TrendPoint } from './history/trend.ts'
export { parseContract, type ReadContractOptions, readContract } from './odcs/read.ts'
export { CheckResult, type Failing, type Reason } from './result.ts'
export type { BoundRule, LogicalType, Rule, RuleKind, RuleOptions, RuleValue, Tolerance } from './rule.ts'
export {
  type AcceptOptions,
  htmlSuggestion,
  markdownSuggestion,
  plainSuggestion,
  type SuggestedRule,
  Suggestion,
  type SuggestOptions,
  suggest,
} from './suggest/index.ts'
export { fresh, noRepeats, type RowOptions, type RowRule, references, row, rowCount, type TableRuleOptions, unique } from './table-rules.ts'
