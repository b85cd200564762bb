/** Ends a command with what went wrong: one line, and the end of what the failing program printed. */
export function fail(error) {
  if (typeof error.output === 'string') console.error(error.output.trim().split('\n').slice(-30).join('\n'))
  console.error(`\n${error.message}`)
  process.exit(1)
}
