/** The key of `globalThis` under which the debugger asks what a value shows of itself: `(value, id) => JSON text`, empty when it comes later. */
export const richKey = 'assay.kernel.rich'

/** How the script names of cells end, whatever the folder; a regular expression. */
export const cellScript = '[\\\\/]In\\[[ \\d]*\\]~\\d+\\.ts$'
