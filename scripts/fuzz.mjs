// Feeds mutated inputs to every decoder of bytes from the world (test/fuzz): node scripts/fuzz.mjs [INPUTS] [SEED].
// Prints a row a decoder, and exits with 1 when one threw, read outside its input or did not answer.
import { register } from 'node:module'

register('../test/worker-threads/hooks.mjs', import.meta.url)
const { fuzz, shares } = await import('../test/fuzz/fuzz.ts')
const { FUZZ_TARGETS } = await import('../test/fuzz/targets.ts')

const [inputs = 1_000_000, seed = 1] = process.argv.slice(2).map(Number)
if (!(inputs > 0 && Number.isInteger(seed))) {
  console.error('expected: node scripts/fuzz.mjs [INPUTS] [SEED]')
  process.exit(2)
}
const counts = shares(FUZZ_TARGETS, inputs)
const began = performance.now()
const row = (name, ...cells) => console.log(name.padEnd(34) + cells.map((cell) => String(cell).padStart(10)).join(''))
row('decoder', 'inputs', 'accepted', 'refused', 'crashes', 'slowest ms')
const total = { inputs: 0, accepted: 0, refused: 0, crashCount: 0, slowest: 0 }
for (const [i, target] of FUZZ_TARGETS.entries()) {
  const result = fuzz(target, counts[i], seed + i)
  row(result.name, result.inputs, result.accepted, result.refused, result.crashCount, result.slowest.toFixed(1))
  for (const crash of result.crashes) console.error(crash)
  for (const name of ['inputs', 'accepted', 'refused', 'crashCount']) total[name] += result[name]
  total.slowest = Math.max(total.slowest, result.slowest)
}
row('all', total.inputs, total.accepted, total.refused, total.crashCount, total.slowest.toFixed(1))
console.log(`seed ${seed}, ${((performance.now() - began) / 1000).toFixed(0)} s`)
process.exitCode = total.crashCount > 0 ? 1 : 0
