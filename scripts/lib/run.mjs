import { spawn } from 'node:child_process'

const interactive = process.stdout.isTTY === true

/** Runs a command and gives its exit code and what it printed; on failure throws with the end of that. */
export function run(command, args, { cwd, env, inherit = false, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let rest = ''
    const take = (chunk) => {
      output += chunk
      if (onLine === undefined) return
      const lines = (rest + chunk).split(/\r?\n/)
      rest = lines.pop()
      for (const line of lines) onLine(line)
    }
    child.stdout?.setEncoding('utf8').on('data', take)
    child.stderr?.setEncoding('utf8').on('data', take)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (rest !== '' && onLine !== undefined) onLine(rest)
      if (code === 0) resolve(output)
      else {
        const error = new Error(`${command.split(/[\\/]/).pop()} ${args.slice(0, 4).join(' ')} ended with ${signal ?? `exit code ${code}`}`)
        reject(Object.assign(error, { output, code }))
      }
    })
  })
}

/** Shows one step while it runs and, once done, how long it took. `work` may say what it is at. */
export async function step(label, work) {
  const started = performance.now()
  let detail = ''
  let shown = 0
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1)
  const draw = () => {
    if (interactive) process.stdout.write(`\r\x1b[K  … ${label}  ${seconds()} s${detail === '' ? '' : `  ${detail.slice(0, 60)}`}`)
    else if (performance.now() - started - shown > 15000) {
      shown = performance.now() - started
      console.log(`  … ${label}  ${seconds()} s${detail === '' ? '' : `  ${detail.slice(0, 60)}`}`)
    }
  }
  const timer = setInterval(draw, interactive ? 200 : 1000)
  draw()
  try {
    const value = await work((text) => {
      detail = text
    })
    clearInterval(timer)
    console.log(`${interactive ? '\r\x1b[K' : ''}  ✓ ${label}  ${seconds()} s`)
    return value
  } catch (error) {
    clearInterval(timer)
    console.log(`${interactive ? '\r\x1b[K' : ''}  ✗ ${label}  ${seconds()} s`)
    throw error
  }
}
