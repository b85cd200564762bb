/** The error for a command line that cannot be understood: one line, and exit code 2. */
export class UsageError extends Error {}

/** What `assay --help` says. */
export const usage = `Usage: assay COMMAND [ARGUMENTS]

Commands:
  check CONTRACT DATA    hold a file against a contract (ODCS YAML); exit code 0 when it holds, 1 when rules fail, 2 when it cannot be run
    --format FORMAT      plain (default), json, html, junit, sarif
    --schema NAME        which table of the contract, when it describes several
    --table NAME=FILE    a table that references point to; may be given several times
    --as-of DATE         the moment that freshness is measured from; now when not given
    --no-history         keep no figures of the check below .assay/history
  profile DATA           say what a file holds, column by column
    --format FORMAT      plain (default), json, html, markdown
  types FILE...          declarations that make the columns of files known to TypeScript

Options of every command:
  --out FILE             write into a file, whole or not at all, in place of standard output
Options of check and profile:
  --lang LANG            en (default) or zh-CN
  --quiet                no progress on standard error

  --version              the version
  --help                 this text
`
