import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const given = (value: string | undefined) => (value === '' ? undefined : value)

/** Jupyter's data folder of the user. */
export function jupyterFolder(env: Environment = process.env, platform: string = process.platform): string {
  const named = given(env['JUPYTER_DATA_DIR'])
  if (named !== undefined) return named
  if (platform === 'darwin') return join(homedir(), 'Library', 'Jupyter')
  if (platform === 'win32') return join(given(env['APPDATA']) ?? homedir(), 'jupyter')
  return join(given(env['XDG_DATA_HOME']) ?? join(homedir(), '.local', 'share'), 'jupyter')
}

/** Where the kernel keeps what outlives a session: `ASSAY_HOME`, or a folder of its own in Jupyter's. */
export function assayFolder(env: Environment = process.env, platform: string = process.platform): string {
  return given(env['ASSAY_HOME']) ?? join(jupyterFolder(env, platform), 'assay')
}
