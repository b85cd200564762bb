import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

export interface Program {
  readonly file: string
  readonly argv: readonly string[]
  readonly shell: boolean
}

export interface ProgramOptions {
  readonly cwd: string
  readonly onText: (name: 'stdout' | 'stderr', text: string) => void
  readonly interrupted: Promise<'interrupted'>
}

/** What remains of a program's output after its end, when a process of its own keeps the streams open, is waited for this long. */
const lateMs = 100
const forceMs = 1000
const windows = process.platform === 'win32'

/** Ends a program and what it has started. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (windows) spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' })
    else process.kill(-child.pid, signal)
  } catch {
    // It has just ended.
  }
}

/** Runs a program to its end; its exit code, or `interrupted`. */
export function runProgram({ file, argv, shell }: Program, { cwd, onText, interrupted }: ProgramOptions): Promise<number | 'interrupted'> {
  return new Promise((resolve, reject) => {
    const options: SpawnOptions = { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'], detached: !windows, windowsHide: true }
    const child = spawn(file, argv, options)
    const listen = (name: 'stdout' | 'stderr') =>
      (child[name] as Readable).setEncoding('utf8').on('data', (text: string) => onText(name, text))
    listen('stdout')
    listen('stderr')
    const atExit = () => end(child, 'SIGKILL')
    process.once('exit', atExit)
    let stopped = false
    const force = () => setTimeout(() => end(child, 'SIGKILL'), forceMs).unref()
    void interrupted.then(() => {
      stopped = true
      end(child, 'SIGINT')
      force()
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('exit', atExit)
      const finish = () => resolve(stopped ? 'interrupted' : (code ?? 1))
      const late = setTimeout(finish, lateMs)
      child.once('close', () => {
        clearTimeout(late)
        finish()
      })
    })
  })
}
