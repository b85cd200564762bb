/** The error for a command line that cannot be understood: one line, and exit code 2. */
export class UsageError extends Error {}

/** What `assay --help` says. */
export const usage = `Usage: assay COMMAND [ARGUMENTS]

Commands:
  types FILE... [--out FILE]  declarations that make the columns of files known to TypeScript, on standard output or in a file

Options:
  --version                   the version
  --help                      this text
`
