import {
  type ChangesView,
  type CheckView,
  type ComparisonView,
  type Displayable,
  type DriftView,
  displaySymbol,
  type EvaluationView,
  type ProfileView,
  type TableView,
  type Text,
  type TrainingView,
} from '../protocol/index.ts'

/** What a report is made of, by kind, in the order given. */
export interface ReportParts {
  readonly tables: readonly TableView[]
  readonly profiles: readonly ProfileView[]
  readonly checks: readonly CheckView[]
  readonly changes: readonly ChangesView[]
  readonly comparisons: readonly ComparisonView[]
  readonly drifts: readonly DriftView[]
  readonly trainings: readonly TrainingView[]
  readonly evaluations: readonly EvaluationView[]
  readonly remarks: readonly Text[]
  /** The parts in order, as the flow of the data. */
  readonly order: readonly Payload[]
}

export type Payload = TableView | ProfileView | CheckView | ChangesView | ComparisonView | DriftView | TrainingView | EvaluationView

const kinds = new Set(['table', 'profile', 'check', 'changes', 'comparison', 'drift', 'training', 'evaluation'])

const isDisplayable = (value: unknown): value is Displayable =>
  value !== null && (typeof value === 'object' || typeof value === 'function') && displaySymbol in value

const isText = (value: unknown): value is Text => value !== null && typeof value === 'object' && 'en' in value && 'zh-CN' in value

/** The payload that a result shows in a notebook, or undefined for what is no result. */
async function payloadOf(value: unknown): Promise<Payload | undefined> {
  if (!isDisplayable(value)) return undefined
  const bundle = await value[displaySymbol]()
  for (const [type, content] of Object.entries(bundle)) {
    if (!type.startsWith('application/vnd.assay.')) continue
    const payload = content as { kind?: string }
    if (payload.kind !== undefined && kinds.has(payload.kind)) return payload as Payload
  }
  return undefined
}

function describe(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value)
  return value.constructor?.name ?? 'object'
}

/** Awaits the parts and sorts them by kind. A part that is no result of ours is a TypeError that names its place. */
export async function readParts(parts: readonly unknown[]): Promise<ReportParts> {
  const order: Payload[] = []
  const remarks: Text[] = []
  for (const [i, part] of parts.entries()) {
    const value = await part
    if (typeof value === 'string') remarks.push({ en: value, 'zh-CN': value })
    else if (isText(value)) remarks.push(value)
    else {
      const inner = value !== null && typeof value === 'object' && 'changes' in value && !isDisplayable(value) ? value.changes : value
      const payload = await payloadOf(inner)
      if (payload === undefined)
        throw new TypeError(
          `Cannot put part ${i + 1} (${describe(value)}) into a report: a part is a table, a profile, a check, what was cleaned, a comparison, a drift, a model, an evaluation or a text`,
        )
      order.push(payload)
    }
  }
  const of = <K extends Payload['kind']>(kind: K) =>
    order.filter((payload): payload is Extract<Payload, { kind: K }> => payload.kind === kind)
  return {
    tables: of('table'),
    profiles: of('profile'),
    checks: of('check'),
    changes: of('changes'),
    comparisons: of('comparison'),
    drifts: of('drift'),
    trainings: of('training'),
    evaluations: of('evaluation'),
    remarks,
    order,
  }
}
