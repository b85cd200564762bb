import { soak } from './soak.ts'

// node --import tsx --conditions=assay-source tests/kernel/soak/main.ts [CELLS] [SEED]
const [count = '300', seed = '1'] = process.argv.slice(2)
const result = await soak(Number(count), Number(seed), (done, wrong) => process.stderr.write(`${done} cells, ${wrong} wrong\n`))
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
process.exit(result.wrong.length === 0 && result.oneRunner ? 0 : 1)
