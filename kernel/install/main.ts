import { parseArgs } from 'node:util'
import { type InstallOptions, installKernelspec, uninstallKernelspec } from './kernelspec.ts'

const usage = `Installs the TypeScript kernel of Assay for Jupyter.

  --prefix DIR          environment to install into (default: for the user)
  --user                for the user
  --node PATH           the Node that runs the kernel: 24, or 22
  --name NAME           folder of the kernelspec (default: assay)
  --display-name TEXT   what front ends call it
  --uninstall           remove it again
`

function main(): void {
  const { values } = parseArgs({
    options: {
      prefix: { type: 'string' },
      user: { type: 'boolean' },
      node: { type: 'string' },
      name: { type: 'string' },
      'display-name': { type: 'string' },
      uninstall: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const { prefix, user, node, name, 'display-name': displayName } = values
  const given = Object.entries({ prefix, user, node, name, displayName }).filter(([, value]) => value !== undefined)
  const options = Object.fromEntries(given) as InstallOptions
  if (values.help === true) process.stdout.write(usage)
  else if (values.uninstall === true) uninstallKernelspec(options)
  else process.stdout.write(`The kernel is installed in ${installKernelspec(options)}\n`)
}

try {
  main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
