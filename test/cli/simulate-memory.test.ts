import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { EpisodeSource, episodeRequest } from '../../src/cli/simulate-episodes.ts'
import { runTask } from '../../src/cli/simulate-tasks.ts'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** MB of heap in use after everything that can go is gone. */
function heap(): number {
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

describe('a long simulation', () => {
  it('leaves nothing of a route behind', async () => {
    const episodes = new EpisodeSource(episodeRequest({ world: 'roundabout' }))
    const options = { latency: 'model', keepsCommands: false, sensors: 'own', faults: [] } as const
    const entrant = { planner: 'constant-velocity', scene: 'truth', isSupervised: false, without: null } as const
    const drive = (seed: number) => runTask({ entrant, place: { world: 'generated', seed } }, episodes, options)
    // The first ones fill caches.
    for (let seed = 12; seed < 14; seed++) await drive(seed)
    const before = heap()
    for (let seed = 14; seed < 20; seed++) await drive(seed)
    expect(typeof collect).toBe('function')
    expect(heap() - before).toBeLessThan(4)
  }, 120_000)
})
