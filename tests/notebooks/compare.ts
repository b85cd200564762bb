import volatile from './volatile.json' with { type: 'json' }

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export interface Output {
  readonly output_type: 'stream' | 'execute_result' | 'display_data' | 'error'
  readonly name?: string
  readonly text?: string | readonly string[]
  readonly data?: { readonly [type: string]: Json }
  readonly ename?: string
  readonly evalue?: string
}

export interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string
    readonly source: string | readonly string[]
    readonly outputs?: readonly Output[]
  }[]
}

const patterns = volatile.patterns.map(([from, to]) => [new RegExp(from!, 'g'), to!] as const)
const fields = new Set(volatile.fields)
const joined = (text: string | readonly string[] = '') => (typeof text === 'string' ? text : text.join(''))
const isBlank = (value: Json) => value === '' || (Array.isArray(value) && value.join('') === '')
const assayType = /^application\/vnd\.assay\.(\w+)\.v1\+json$/
const imageType = /^image\//

/** A text with what is volatile replaced. */
export function normalise(text: string): string {
  return patterns.reduce((all, [from, to]) => all.replace(from, to), text)
}

/** Where two values of a result differ; empty when they agree within the tolerance. */
export function differences(committed: Json, fresh: Json, tolerance: number, path = ''): string[] {
  if (typeof committed === 'number' && typeof fresh === 'number') {
    const close = Math.abs(committed - fresh) <= tolerance * Math.max(1, Math.abs(committed), Math.abs(fresh))
    return close || Object.is(committed, fresh) ? [] : [`${path}: ${committed} was committed, ${fresh} came out`]
  }
  if (Array.isArray(committed) && Array.isArray(fresh)) {
    if (committed.length !== fresh.length) return [`${path}: ${committed.length} items were committed, ${fresh.length} came out`]
    return committed.flatMap((value, i) => differences(value, fresh[i]!, tolerance, `${path}[${i}]`))
  }
  if (
    committed !== null &&
    fresh !== null &&
    typeof committed === 'object' &&
    typeof fresh === 'object' &&
    !Array.isArray(committed) &&
    !Array.isArray(fresh)
  ) {
    const [a, b] = [committed as { [key: string]: Json }, fresh as { [key: string]: Json }]
    const keys = new Set([...Object.keys(a), ...Object.keys(b)].filter((key) => !fields.has(key)))
    return [...keys].flatMap((key) =>
      key in a && key in b
        ? differences(a[key]!, b[key]!, tolerance, `${path}.${key}`)
        : [`${path}.${key}: only in what ${key in a ? 'was committed' : 'came out'}`],
    )
  }
  if (typeof committed === 'string' && typeof fresh === 'string')
    return normalise(committed) === normalise(fresh)
      ? []
      : [`${path}: ${JSON.stringify(committed)} was committed, ${JSON.stringify(fresh)} came out`]
  return committed === fresh ? [] : [`${path}: ${JSON.stringify(committed)} was committed, ${JSON.stringify(fresh)} came out`]
}

/** A training is compared at the epoch that is kept, not curve by curve. */
function atKeptEpoch(payload: Json): Json {
  const training = payload as unknown as {
    best: { epoch: number } | null
    loss: { epochs: number[]; train: number[]; validation?: number[] }
  }
  const at = training.best === null ? -1 : training.loss.epochs.indexOf(training.best.epoch)
  const loss = at < 0 ? null : { train: training.loss.train[at] ?? null, validation: training.loss.validation?.[at] ?? null }
  return { ...(payload as { [key: string]: Json }), loss }
}

function compareData(committed: { readonly [type: string]: Json }, fresh: { readonly [type: string]: Json }, where: string): string[] {
  const [a, b] = [Object.keys(committed).sort(), Object.keys(fresh).sort()]
  if (a.join() !== b.join()) return [`${where}: ${a.join(', ')} were committed, ${b.join(', ')} came out`]
  const ours = a.find((type) => assayType.test(type))
  return a.flatMap((type) => {
    const [old, now] = [committed[type]!, fresh[type]!]
    const kind = assayType.exec(type)?.[1]
    if (kind === 'training') return differences(atKeptEpoch(old), atKeptEpoch(now), volatile.tolerance.training, where)
    if (kind !== undefined)
      return differences(old, now, kind === 'evaluation' ? volatile.tolerance.training : volatile.tolerance.statistics, where)
    if (imageType.test(type)) {
      const sizes = [joined(old as string).length, joined(now as string).length]
      return Math.abs(sizes[0]! - sizes[1]!) <= 0.1 * sizes[0]!
        ? []
        : [`${where} ${type}: ${sizes[0]} characters were committed, ${sizes[1]} came out`]
    }
    if (ours !== undefined) return []
    if (type.startsWith('text/')) return differences(joined(old as string), joined(now as string), 0, `${where} ${type}`)
    return differences(old, now, volatile.tolerance.statistics, `${where} ${type}`)
  })
}

/** Progress comes and goes with the machine's speed: it is no result. */
const isProgress = ({ data }: Output) =>
  data !== undefined && ('application/vnd.assay.progress.v1+json' in data || Object.values(data).every(isBlank))

function readable(outputs: readonly Output[] = []): { streams: Map<string, string>; shown: Output[] } {
  const streams = new Map<string, string>()
  const shown: Output[] = []
  for (const output of outputs) {
    if (output.output_type === 'stream') streams.set(output.name!, (streams.get(output.name!) ?? '') + joined(output.text))
    else if (!isProgress(output)) shown.push(output)
  }
  return { streams, shown }
}

/** Where a fresh run of a notebook differs from its committed outputs. */
export function compareNotebooks(committed: Notebook, fresh: Notebook): string[] {
  if (committed.cells.length !== fresh.cells.length)
    return [`${committed.cells.length} cells were committed, ${fresh.cells.length} came out`]
  return committed.cells.flatMap((cell, i) => {
    const other = fresh.cells[i]!
    const where = `cell ${i + 1}`
    if (joined(cell.source) !== joined(other.source)) return [`${where}: the source differs`]
    const [a, b] = [readable(cell.outputs), readable(other.outputs)]
    const found: string[] = []
    for (const name of new Set([...a.streams.keys(), ...b.streams.keys()]))
      found.push(...differences(a.streams.get(name) ?? '', b.streams.get(name) ?? '', 0, `${where} ${name}`))
    if (a.shown.length !== b.shown.length)
      return [...found, `${where}: ${a.shown.length} outputs were committed, ${b.shown.length} came out`]
    for (const [j, output] of a.shown.entries()) {
      const now = b.shown[j]!
      if (output.output_type !== now.output_type) found.push(`${where}: ${output.output_type} was committed, ${now.output_type} came out`)
      else if (output.output_type === 'error')
        found.push(...differences(`${output.ename}: ${output.evalue}`, `${now.ename}: ${now.evalue}`, 0, where))
      else found.push(...compareData(output.data ?? {}, now.data ?? {}, where))
    }
    return found
  })
}
