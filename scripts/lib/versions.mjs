// Says in one line what is missing or too old. No syntax here that an old Node could not read.
export const needed = { node: [20, 19], python: [3, 10] }

export function tooOld(version, least) {
  const [major, minor] = version.split('.').map(Number)
  return major < least[0] || (major === least[0] && minor < least[1])
}

export function requireNode(version = process.versions.node) {
  if (!tooOld(version, needed.node)) return
  console.error(
    `Assay needs Node ${needed.node.join('.')} or newer; this is Node ${version}. Install a current one and run the command again.`,
  )
  process.exit(2)
}
