import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { executeNotebook, notebookFolder } from './notebooks.mjs'
import { jupyterEnvironment, python, root } from './paths.mjs'

const reports = join(root, 'reports')

const reportsSince = (time) =>
  existsSync(reports)
    ? readdirSync(reports)
        .filter((name) => name.endsWith('.html') && statSync(join(reports, name)).mtimeMs >= time)
        .map((name) => join(reports, name))
    : []

/** The main job: the pipeline notebook on the bundled data, then its report; then JupyterLab on the notebooks. */
export async function start({ lab, options }) {
  const began = Date.now()
  mkdirSync(reports, { recursive: true })
  console.log('Pipeline: notebooks/01-pipeline.ipynb, run by the TypeScript (Assay) kernel')
  const executed = await executeNotebook('01-pipeline.ipynb', reports)
  console.log(`  pipeline took ${((Date.now() - began) / 1000).toFixed(1)} s\n`)
  console.log(`Executed notebook: ${executed}`)
  for (const report of reportsSince(began)) console.log(`Report: ${report}`)
  if (!lab) return
  console.log('\nJupyterLab starts on notebooks/; press Ctrl+C twice to end it\n')
  const child = spawn(
    python,
    ['-m', 'jupyter', 'lab', '--notebook-dir', notebookFolder, ...(process.getuid?.() === 0 ? ['--allow-root'] : []), ...options],
    {
      cwd: notebookFolder,
      env: jupyterEnvironment(),
      stdio: 'inherit',
    },
  )
  process.on('SIGINT', () => {})
  await new Promise((resolve) => child.on('close', resolve))
}
