const everyMs = 1000

/** Calls back once the process that started this one is gone. Only asked for when Jupyter is the parent, which then says so in the environment. */
export function watchParent(onGone: () => void): void {
  if (process.env['JPY_PARENT_PID'] === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return
    clearInterval(timer)
    onGone()
  }, everyMs)
  timer.unref()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
