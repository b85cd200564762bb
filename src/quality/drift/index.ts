import './verb.ts'

export { htmlDrift, markdownDrift, plainDrift } from './display.ts'
export { Drift, type DriftOptions, drift } from './drift.ts'
export { type Categories, type Samples, samplesOf, type TestResult } from './samples.ts'
export { type CategoryTest, categoryTests, type NumberTest, numberTests } from './tests/index.ts'
