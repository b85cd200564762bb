import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { jupyterEnvironment, python, root } from './paths.mjs'
import { run } from './run.mjs'

export const notebookFolder = join(root, 'notebooks')

export function notebookNames() {
  return readdirSync(notebookFolder)
    .filter((name) => name.endsWith('.ipynb'))
    .sort()
}

/** Executes a notebook by our kernel into `folder` and gives the path of the executed copy. */
export async function executeNotebook(name, folder) {
  mkdirSync(folder, { recursive: true })
  const target = join(folder, name)
  await run(python, [join(root, 'scripts', 'run_notebook.py'), join(notebookFolder, name), target], {
    env: jupyterEnvironment(),
    inherit: true,
  })
  return target
}
