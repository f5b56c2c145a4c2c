// Drives generated routes one after the other on the truth, object sensors off, for a number of simulated seconds, and
// prints the heap after each tenth of them: `node --expose-gc scripts/simulate-memory.mjs [seconds] [planner]`.
import { EpisodeSource, episodeRequest } from '../dist/src/cli/simulate-episodes.js'
import { runTask } from '../dist/src/cli/simulate-tasks.js'

const [seconds = '10000', planner = 'idm'] = process.argv.slice(2)
const total = Number(seconds)
if (!(total > 0)) throw new Error(`expected a number of simulated seconds, found '${seconds}'`)
if (!globalThis.gc) throw new Error('expected node --expose-gc, found no garbage collector to call')

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1)
const episodes = new EpisodeSource(episodeRequest({}))
const options = { latency: 'model', keepsCommands: false, sensors: 'own', faults: [] }
const entrant = { planner, scene: 'truth', isSupervised: true }
let driven = 0
let told = 0
console.log('simulated s  heap MB  rss MB')
for (let seed = 3000; driven < total; seed++) {
  const { outcome } = await runTask({ entrant, place: { world: 'generated', seed } }, episodes, options)
  driven += outcome.row.duration_s
  if (driven < told + total / 10) continue
  told = driven
  globalThis.gc()
  const { heapUsed, rss } = process.memoryUsage()
  console.log(`${driven.toFixed(0).padStart(11)}  ${megabytes(heapUsed).padStart(7)}  ${megabytes(rss).padStart(6)}`)
}
