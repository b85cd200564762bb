import {
  type DecodedSourceMap,
  decodedMappings,
  type EncodedSourceMap,
  encodedMappings,
  TraceMap,
  traceSegment,
} from '@jridgewell/trace-mapping'

/** How the text between the two maps was moved: `lines` put before it, `columns` put before the first line of the cell. */
export interface Shift {
  readonly lines: number
  readonly columns: number
}

/**
 * Follows a map of finished code through the map of the step before it, back to the cell's text.
 *
 * @param outer from the finished code to the JavaScript that was edited
 * @param inner from that JavaScript to the cell
 */
export function chain(outer: EncodedSourceMap, inner: EncodedSourceMap, shift: Shift, name: string, cell: string): string {
  const tracer = new TraceMap(inner)
  const mappings = decodedMappings(new TraceMap(outer)).map((line) =>
    line.flatMap((segment) => {
      if (segment.length === 1) return []
      const found = traceSegment(tracer, segment[2] - shift.lines, segment[3])
      if (!found || found.length === 1) return []
      const column = found[2] === 0 ? Math.max(0, found[3] - shift.columns) : found[3]
      return [[segment[0], 0, found[2], column] as [number, number, number, number]]
    }),
  )
  const decoded: DecodedSourceMap = { version: 3, sources: [name], names: [], mappings }
  return JSON.stringify({
    version: 3,
    sources: [name],
    sourcesContent: [cell],
    names: [],
    mappings: encodedMappings(new TraceMap(decoded)),
  })
}
