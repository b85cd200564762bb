import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ColumnTable, op } from 'arquero'
import { root } from './paths.mjs'

/** Members of arquero's tables that are verbs: they give a table. */
const verbNames =
  'antijoin assign concat count cross dedupe derive except filter fold groupby impute intersect join join_full join_left join_right lookup orderby params pivot reduce reify relocate rename rollup sample select semijoin slice spread ungroup union unorder unroll'.split(
    ' ',
  )

function rowsOf(names, known, refused) {
  return names.map((name) => {
    if (Object.hasOwn(refused, name)) return { name, status: 'refused', example: '', note: refused[name] }
    const row = known[name]
    if (row === undefined) throw new Error(`Cannot write the table of arquero: ${name} is neither known nor refused`)
    return { name, status: row[0], example: row[1], note: row[2] ?? '' }
  })
}

/** What is known of arquero's verbs and functions. */
export async function arqueroRows() {
  const { refusedFunctions, refusedVerbs } = await import('../../src/table/index.ts')
  const known = JSON.parse(readFileSync(join(root, 'scripts', 'lib', 'arquero.json'), 'utf8'))
  const verbs = verbNames.filter((name) => typeof ColumnTable.prototype[name] === 'function')
  return {
    verbs: rowsOf(verbs, known.verbs, refusedVerbs),
    ops: rowsOf(Object.keys(op).sort(), known.ops, refusedFunctions),
    members: Object.entries(known.members),
  }
}

const cell = (text) => text.replaceAll('|', '\\|')
const code = (text) => (text === '' ? '' : `\`${cell(text)}\``)

function table(rows) {
  return [
    '| name | here | example | note |',
    '|---|---|---|---|',
    ...rows.map((row) => `| \`${row.name}\` | ${row.status} | ${code(row.example)} | ${cell(row.note)} |`),
  ].join('\n')
}

const count = (rows) =>
  ['supported', 'different', 'refused'].map((status) => `${rows.filter((row) => row.status === status).length} ${status}`).join(', ')

/** The page as Markdown. */
export async function arqueroPage() {
  const { verbs, ops, members } = await arqueroRows()
  return `# Arquero's verbs and functions

Written by \`scripts/arquero-table.mjs\` from what the tests run: every row is called on the engine and held against arquero 8.

*Supported* gives what arquero gives, *different* what the note says, *refused* is an error that says so. Four rules hold everywhere and make no row different: null propagates (arquero: \`null * 2\` is 0), a value outside of a function's domain and a division by zero are missing (arquero: NaN, Infinity), missing values come last in an order, rows keep the order asked for.

## Verbs: ${count(verbs)}

${table(verbs)}

## Functions of \`op\`: ${count(ops)}

${table(ops)}

## Other members of arquero's tables

They read values that arquero holds in memory; a table here is a query and does not have them.

| name | instead |
|---|---|
${members.map(([name, reason]) => `| \`${name}\` | ${cell(reason)} |`).join('\n')}
`
}
