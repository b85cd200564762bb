/** Functions of arquero that expressions do not have, with the reason. */
export const refusedFunctions: Readonly<Record<string, string>> = {
  bins: 'it needs a pass over the data before it can name its bins. Use op.bin(x, least, most, step) with values you know',
  clz32: 'SQL engines have no 32-bit integers of this kind. Nothing takes its place',
  concat: 'it puts lists together, and engines differ in that. Texts are put together by +',
  datetime: 'a time made of columns is not the same on all engines. Use new Date("2011-01-04"), or op.parse_date of text',
  entries: 'objects are read by their fields: row.object.field',
  entries_agg: 'a column has one type, and an object of unknown keys has none. Use pivot, or op.array_agg',
  expm1: 'engines do not have it in full precision. Use Math.exp(x) - 1 where that is enough',
  format_utcdate: 'times are in UTC already: op.format_date(time, "%Y-%m-%d")',
  fround: 'numbers are 64 bits on all engines',
  has: 'objects are read by their fields: row.object.field !== null',
  keys: 'objects are read by their fields: row.object.field',
  lastindexof: 'engines do not have it. Use op.indexof(op.reverse(text), op.reverse(part))',
  log1p: 'engines do not have it in full precision. Use Math.log(1 + x) where that is enough',
  map_agg: 'a column has one type, and a map of unknown keys has none. Use pivot, or op.array_agg',
  now: 'a table would give other rows each time. Give the time as an outside value, { now: new Date() }',
  object: 'a column has one type, and an object of unknown keys has none. Derive a column for each key',
  object_agg: 'a column has one type, and an object of unknown keys has none. Use pivot, or op.array_agg',
  parse_json: 'what comes out would have no type before it runs. Open a JSON file, whose types are found',
  pluck: 'lists of objects are unrolled first: unroll the list, then read row.item.field',
  random: 'a table would give other rows each time. Use sample(count, { seed })',
  row_object: 'the row is no value: name the columns that are wanted',
  sequence: 'rows are not made of nothing. Make them with from(...)',
  to_json: 'engines write JSON in ways of their own. Write the table: table.write("rows.jsonl")',
  utcdatetime: 'a time made of columns is not the same on all engines. Use new Date("2011-01-04"), or op.parse_date of text',
  utcweek: 'weeks begin on a Monday here: op.week gives the week of ISO 8601',
  values: 'objects are read by their fields: row.object.field',
}

/** Verbs of arquero that tables do not have, with the reason. */
export const refusedVerbs: Readonly<Record<string, string>> = {
  assign: 'rows of a query have no positions that two tables share. Use join or lookup, by a key',
  reduce: 'a function of JavaScript would have to see every row. Use rollup, or go over the rows: for await (const row of table)',
  reify: 'tables are queries and hold no rows. Use write, or from(await table.rows())',
}
