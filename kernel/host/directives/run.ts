import { randomUUID } from 'node:crypto'
import { progressBundle } from '../../link/progress-bundle.ts'
import type { Compiler } from '../compile/compiler.ts'
import { help } from '../help.ts'
import type { Publisher } from '../publisher.ts'
import type { Content, Header } from '../wire/index.ts'
import { environment } from './environment.ts'
import { NpmReport, npmProgram } from './npm.ts'
import { runProgram } from './process.ts'
import type { Directive } from './read.ts'
import { tableBundle } from './table.ts'

/** What directives work with while a cell runs. */
export interface DirectiveRun {
  readonly publisher: Publisher
  readonly compiler: Compiler
  readonly cwd: string
  readonly parent: Partial<Header>
  readonly silent: boolean
  readonly interrupted: Promise<'interrupted'>
  /** Names that cells have declared, the oldest first. */
  readonly declared: readonly string[]
}

/** What a directive hands to the cell's reply. */
export type DirectiveEnd = { readonly payload?: Content } | 'interrupted'

const cellTypes: Readonly<Record<string, string>> = {
  html: 'text/html',
  markdown: 'text/markdown',
  latex: 'text/latex',
  svg: 'image/svg+xml',
  javascript: 'application/javascript',
}
const progressMs = 500

/**
 * Runs a directive.
 *
 * @throws Error when a command ends with another code than 0
 */
export async function runDirective({ name, argument, body }: Directive, run: DirectiveRun): Promise<DirectiveEnd> {
  const type = cellTypes[name]
  if (type !== undefined) show(run, { [type]: body ?? '', 'text/plain': body ?? '' })
  else if (name === 'help') return { payload: { source: 'page', data: await help(argument, run.compiler), start: 0 } }
  else if (name === 'who') show(run, await who(run))
  else if (name === 'env') show(run, tableBundle(['Name', 'Value'], environment(run.cwd)))
  else if (name === 'npm') return npm(argument, run)
  else if (name === 'sh') return shell(body ?? argument, run)
  return {}
}

function show({ publisher, parent, silent }: DirectiveRun, data: Record<string, unknown>, id?: string, type = 'display_data'): void {
  const transient = id === undefined ? {} : { display_id: id }
  if (!silent) publisher.publish(type, { data, metadata: {}, transient }, parent)
}

async function who({ compiler, declared }: DirectiveRun): Promise<Record<string, string>> {
  if (declared.length === 0) return { 'text/plain': 'No cell has declared a name yet' }
  const rows = await Promise.all(
    declared.map(async (name) => {
      const [signature = ''] = ((await compiler.inspect(name, name.length, 0))?.plain ?? '').split('\n')
      return [name, signature.replace(/^(const|let|var|function) /, '').replace(`${name}: `, '')]
    }),
  )
  return tableBundle(['Name', 'Type'], rows)
}

async function shell(command: string, run: DirectiveRun): Promise<DirectiveEnd> {
  const program = { file: command, argv: [], shell: true }
  const onText = (name: 'stdout' | 'stderr', text: string) => run.publisher.stream(name, text, run.parent)
  return ended(await runProgram(program, { ...run, onText }), command.trim().split('\n')[0] as string)
}

function ended(code: number | 'interrupted', what: string): DirectiveEnd {
  if (code === 'interrupted') return code
  if (code !== 0) throw new Error(`"${what}" ended with code ${code}`)
  return {}
}

async function npm(argument: string, run: DirectiveRun): Promise<DirectiveEnd> {
  const program = npmProgram(argument)
  const title = `npm ${argument}`
  const report = new NpmReport(title)
  const id = randomUUID()
  const draw = (type: string) => show(run, { ...progressBundle(report.view) }, id, type)
  if (program.changes) draw('display_data')
  const timer = program.changes ? setInterval(() => draw('update_display_data'), progressMs) : undefined
  const onText = (name: 'stdout' | 'stderr', text: string) => report.read(name, text)
  const code = await runProgram(program, { ...run, onText }).finally(() => clearInterval(timer))
  if (code !== 0 && report.errors !== '') run.publisher.stream('stderr', `${report.errors}\n`, run.parent)
  const word = code === 0 ? report.summary : `${title} ${code === 'interrupted' ? 'was interrupted' : 'failed'}`
  show(run, { 'text/plain': word }, id, program.changes ? 'update_display_data' : 'display_data')
  return ended(code, title)
}
