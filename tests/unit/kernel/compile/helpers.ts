import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Compiled, type Compiler, type Diagnostic, startCompiler } from '../../../../kernel/host/compile/index.ts'

/** A compiler in a folder of its own. */
export class Bench {
  readonly cwd: string
  readonly compiler: Compiler
  readonly notices: string[] = []
  #cell = 0

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.cwd = mkdtempSync(join(tmpdir(), 'assay compile 数-'))
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.cwd, name)), { recursive: true })
      writeFileSync(join(this.cwd, name), text)
    }
    this.compiler = startCompiler({ cwd: this.cwd, onNotice: (message) => this.notices.push(message) })
  }

  async close(): Promise<void> {
    await this.compiler.close()
    rmSync(this.cwd, { recursive: true })
  }

  compile(code: string): Promise<Compiled> {
    return this.compiler.compile({ id: ++this.#cell, code })
  }

  /** Compiles a cell that must be right and makes its names known. */
  async run(code: string, types?: Readonly<Record<string, string>>): Promise<void> {
    const made = await this.compile(code)
    assert.ok(made.ok, made.ok ? '' : JSON.stringify(made.diagnostics))
    await this.compiler.ran(this.#cell, types)
  }

  /** What is wrong with a cell, as `line:column code`. */
  async wrong(code: string): Promise<string[]> {
    return (await this.diagnostics(code)).map(({ start, code: number }) => `${start.line}:${start.column} ${number}`)
  }

  async diagnostics(code: string): Promise<readonly Diagnostic[]> {
    const made = await this.compile(code)
    return made.ok ? [] : made.diagnostics
  }

  /** The texts offered where `|` stands. */
  async complete(code: string): Promise<string[]> {
    const { matches } = await this.compiler.complete(code.replace('|', ''), code.indexOf('|'))
    return matches.map(({ text }) => text)
  }
}

/** Process ids of the type checkers that this process has started. */
export function checkerProcesses(): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return listed.split('\n').flatMap((line) => {
    const [pid, parent, ...args] = line.trim().split(/\s+/)
    return Number(parent) === process.pid && args.includes('--api') ? [Number(pid)] : []
  })
}
