import type { Debugger, Runtime } from 'node:inspector'
import { richKey } from '../../link/index.ts'
import type { WantedBreakpoint } from './breakpoints.ts'
import { capabilities } from './capabilities.ts'
import type { Debug, Step } from './debug.ts'
import { javaScriptOf } from './expression.ts'
import { thread } from './thread.ts'
import { describeValue } from './values.ts'
import type { Page, Variable } from './variables.ts'

type Arguments = Readonly<Record<string, unknown>>
type Body = Readonly<Record<string, unknown>>

/** The requests that the debugger answers, by command. */
export type Handlers = Readonly<Record<string, (args: Arguments) => Body | undefined | Promise<Body | undefined>>>

// While an evaluation runs no other command gets through, an interrupt's neither.
const evaluateMs = 3000
const hoverMs = 500

const whole = (value: unknown, fallback: number): number => (Number.isInteger(value) ? (value as number) : fallback)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const pathIn = (args: Arguments): string => String((args['source'] as { path?: unknown } | undefined)?.path ?? '')

/** The requests of the Debug Adapter Protocol, and those that Jupyter adds to it. */
export function createRequests(debug: Debug): Handlers {
  const move = (step: Step | 'pause') => async () => {
    await debug.move(step)
    return { allThreadsContinued: true }
  }
  const end = () => {
    debug.detach()
    return undefined
  }
  return {
    initialize: ({ clientID }) => {
      debug.untyped = clientID === 'jupyterlab'
      return capabilities
    },
    attach: () => debug.attach().then(() => undefined),
    configurationDone: () => undefined,
    disconnect: end,
    terminate: end,
    debugInfo: () => debugInfo(debug),
    dumpCell: ({ code }) => ({ sourcePath: debug.cells.dump(String(code ?? '')) }),
    source: (args) => source(debug, args),
    setBreakpoints: (args) => setBreakpoints(debug, args),
    setExceptionBreakpoints: (args) => setExceptionBreakpoints(debug, args),
    threads: () => ({ threads: [{ id: thread, name: 'Cells' }] }),
    continue: move('resume'),
    next: move('stepOver'),
    stepIn: move('stepInto'),
    stepOut: move('stepOut'),
    pause: move('pause'),
    stackTrace: (args) => stackTrace(debug, args),
    scopes: ({ frameId }) => ({ scopes: debug.stopped.scopes(frameId) }),
    variables: (args) => variables(debug, args),
    evaluate: (args) => evaluate(debug, args),
    exceptionInfo: () => exceptionInfo(debug),
    inspectVariables: () => inspectVariables(debug),
    richInspectVariables: (args) => richInspectVariables(debug, args),
    copyToGlobals: (args) => copyToGlobals(debug, args),
    // Cells are the only code that is debugged, and they are no modules.
    modules: () => ({ modules: [], totalModules: 0 }),
  }
}

function debugInfo({ attached, cells, breakpoints, pause }: Debug): Body {
  return {
    isStarted: attached,
    hashMethod: 'Murmur2',
    hashSeed: cells.hashSeed,
    tmpFilePrefix: cells.prefix,
    tmpFileSuffix: cells.suffix,
    breakpoints: breakpoints.all,
    stoppedThreads: pause === undefined ? [] : [thread],
    richRendering: true,
    exceptionPaths: [],
    copyToGlobals: true,
  }
}

function source({ cells }: Debug, args: Arguments): Body {
  const path = pathIn(args)
  const content = cells.textOf(path)
  if (content === undefined) throw new RangeError(`Cannot show "${path}": it is no cell of this kernel`)
  return { content, mimeType: 'text/x.typescript' }
}

async function setBreakpoints(debug: Debug, args: Arguments): Promise<Body> {
  const wanted = list(args['breakpoints']).map((each) => {
    const { line, condition } = each as { line?: unknown; condition?: unknown }
    return { line: whole(line, 1), ...(typeof condition === 'string' ? { condition } : {}) } satisfies WantedBreakpoint
  })
  return { breakpoints: await debug.breakpoints.replace(pathIn(args), wanted, debug.attached) }
}

async function setExceptionBreakpoints(debug: Debug, { filters }: Arguments): Promise<Body> {
  const known: readonly string[] = capabilities.exceptionBreakpointFilters.map(({ filter }) => filter)
  await debug.pauseOnExceptions(
    list(filters)
      .map(String)
      .filter((filter) => known.includes(filter)),
  )
  return { breakpoints: list(filters).map((filter) => ({ verified: known.includes(String(filter)) })) }
}

function stackTrace({ pause }: Debug, args: Arguments): Body {
  const frames = pause?.frames ?? []
  const start = whole(args['startFrame'], 0)
  const count = whole(args['levels'], 0) || frames.length
  const stackFrames = frames.slice(start, start + count).map(({ id, name, line, column, cell }) => ({
    id,
    name,
    line,
    column,
    source: { name: cell.request.label, path: cell.path, sourceReference: 0 },
  }))
  return { stackFrames, totalFrames: frames.length }
}

async function variables(debug: Debug, args: Arguments): Promise<Body> {
  const reference = whole(args['variablesReference'], 0)
  const { filter, start, count } = args
  const page: Page = {
    ...(filter === 'indexed' || filter === 'named' ? { filter } : {}),
    start: whole(start, 0),
    count: whole(count, 0),
  }
  const { pause, free } = debug
  const from = pause?.variables.has(reference) ? pause.variables : free
  return { variables: forClient(debug, await from.read(reference, page)) }
}

/** JupyterLab shows the value of a variable that has no type, and of others the type alone unless that is one of Python's. */
function forClient({ untyped }: Debug, variables: readonly Variable[]): readonly Partial<Variable>[] {
  return untyped ? variables.map(({ type: _, ...rest }) => rest) : variables
}

/** Evaluates in a frame of the pause, or globally, perhaps in the middle of a running cell. Promises are not awaited. */
async function evaluateIn(debug: Debug, expression: string, frameId: unknown, pure = false): Promise<Runtime.RemoteObject> {
  const frame = Number.isInteger(frameId) && debug.pause !== undefined ? debug.pause.frame(frameId) : undefined
  const objectGroup = debug.pause === undefined ? debug.free.group : debug.pause.variables.group
  const timeout = pure ? hoverMs : evaluateMs
  const params = { expression, objectGroup, silent: true, generatePreview: true, throwOnSideEffect: pure, timeout }
  const { result, exceptionDetails } = await (frame === undefined
    ? debug.inspector.post<Runtime.EvaluateReturnType>('Runtime.evaluate', params)
    : debug.inspector.post<Debugger.EvaluateOnCallFrameReturnType>('Debugger.evaluateOnCallFrame', {
        ...params,
        callFrameId: frame.call.callFrameId,
      }))
  if (exceptionDetails === undefined) return result
  const { exception, text } = exceptionDetails
  throw new Error(exception === undefined ? text : (exception.description?.split('\n')[0] ?? `Thrown: ${describeValue(exception).value}`))
}

async function evaluate(debug: Debug, { expression, frameId, context }: Arguments): Promise<Body> {
  const code = await javaScriptOf(String(expression ?? ''))
  const remote = await evaluateIn(debug, code, frameId, context === 'hover')
  const { value, name: _, ...rest } = (debug.pause?.variables ?? debug.free).variable('', remote)
  return { result: value, ...rest }
}

function exceptionInfo({ stopped }: Debug): Body {
  const { thrown } = stopped
  if (thrown === undefined) throw new RangeError('Cannot tell of an exception: the cell is not paused at one')
  const { className = thrown.type, description = describeValue(thrown).value } = thrown
  const message = description.split('\n')[0] ?? ''
  const stackTrace = stopped.frames.map(({ name, line, column, cell }) => `at ${name} (${cell.request.label}:${line}:${column})`).join('\n')
  return { exceptionId: className, description: message, breakMode: 'always', details: { message, typeName: className, stackTrace } }
}

async function inspectVariables(debug: Debug): Promise<Body> {
  debug.free.release()
  return { variables: forClient(debug, await debug.free.globals(debug.cells.names)) }
}

async function richInspectVariables(debug: Debug, { variableName, frameId }: Arguments): Promise<Body> {
  const id = debug.inspector.nextId()
  const shown = debug.inspector.shown(id)
  shown.catch(() => undefined)
  const name = String(variableName ?? '')
  const expression = `globalThis[Symbol.for(${JSON.stringify(richKey)})]((${name}),${id})`
  try {
    const { value } = await evaluateIn(debug, expression, frameId)
    if (typeof value === 'string' && value !== '') return JSON.parse(value) as Body
    if (debug.pause === undefined) return JSON.parse(await shown) as Body
    const remote = await evaluateIn(debug, `(${name})`, frameId)
    return { data: { 'text/plain': describeValue(remote).value }, metadata: {} }
  } catch {
    return { data: {}, metadata: {} }
  }
}

async function copyToGlobals(debug: Debug, { srcVariableName, dstVariableName, srcFrameId }: Arguments): Promise<Body> {
  const [from, to] = [String(srcVariableName), String(dstVariableName)]
  for (const name of [from, to])
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name)) throw new SyntaxError(`Cannot copy "${name}": it is no name`)
  await evaluateIn(debug, `globalThis[${JSON.stringify(to)}]=${from}`, debug.stopped.frame(srcFrameId).id)
  debug.cells.addName(to)
  await debug.declare(to)
  return {}
}
