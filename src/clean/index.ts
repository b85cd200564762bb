import './verb.ts'

export { type Change, Changes } from './changes.ts'
export { CleaningPlan, clean, type Repair } from './clean.ts'
export { htmlChanges, markdownChanges, plainChanges } from './display.ts'
export type { FillHow, FillValue } from './steps/fill.ts'
export type { OutlierHow, OutlierRule, OutlierThen } from './steps/outliers.ts'
export type { FittedStep } from './steps/step.ts'
export { Steps } from './steps.ts'
