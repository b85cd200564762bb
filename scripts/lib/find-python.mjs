import { spawnSync } from 'node:child_process'
import { needed, tooOld } from './versions.mjs'

/** The command of a Python that is new enough and can make virtual environments; throws one clear line. */
export function findPython() {
  const candidates = process.env.PYTHON
    ? [[process.env.PYTHON]]
    : process.platform === 'win32'
      ? [['py', '-3'], ['python']]
      : [['python3'], ['python']]
  let seen
  for (const [command, ...args] of candidates) {
    const answer = spawnSync(command, [...args, '-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], { encoding: 'utf8' })
    if (answer.status !== 0) continue
    const version = answer.stdout.trim()
    if (tooOld(version, needed.python)) {
      seen ??= version
      continue
    }
    const venv = spawnSync(command, [...args, '-c', 'import venv, ensurepip'], { encoding: 'utf8' })
    if (venv.status !== 0)
      throw new Error(
        `Python ${version} cannot make virtual environments: install its venv module (Debian and Ubuntu: apt-get install python3-venv)`,
      )
    return { command, args, version }
  }
  const least = needed.python.join('.')
  throw new Error(
    seen === undefined
      ? `Assay needs Python ${least} or newer and found none: install it, or name it with PYTHON=/path/to/python3`
      : `Assay needs Python ${least} or newer; this is Python ${seen}: install a newer one, or name it with PYTHON=/path/to/python3`,
  )
}
