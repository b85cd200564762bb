import { protocolVersion } from './wire/index.ts'

export const implementationVersion = '0.1.0'

/** The content of `kernel_info_reply`. */
export const kernelInfo = {
  status: 'ok',
  protocol_version: protocolVersion,
  implementation: 'assay',
  implementation_version: implementationVersion,
  language_info: {
    name: 'typescript',
    version: '7.0.2',
    mimetype: 'text/x.typescript',
    file_extension: '.ts',
    pygments_lexer: 'typescript',
    codemirror_mode: { name: 'javascript', typescript: true },
    nbconvert_exporter: 'script',
  },
  banner: `TypeScript (Assay) ${implementationVersion} on Node ${process.versions.node}`,
  debugger: true,
  supported_features: ['debugger'],
  help_links: [
    { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
    { text: 'Node.js', url: 'https://nodejs.org/api/' },
  ],
} as const
