import { readdirSync, readFileSync } from 'node:fs'

/** The processes of engines below a process, on Linux. */
export function enginesOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      return ppid === parent && /duckdb[\\/]child\.[jt]s/.test(command) ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

/** Whether a process is there. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z')
  } catch {
    return false
  }
}

export const linux = process.platform === 'linux'
