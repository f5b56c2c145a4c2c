import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createFusion, fuse } from '../../fusion/fuse.ts'
import { type FusionDrive, fusionDrive } from '../../src/cli/fusion-drive.ts'
import { fusedHash, shuffled } from '../../src/cli/fusion-order.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { Observation } from '../../src/core/observations.ts'
import { findScriptedScene } from '../../src/simulation/sensors/scripted-scenes.ts'

const WINDOW = 200e6
/** `axdrive evaluate fusion --synthetic --orders 1000` runs a thousand over denser traffic. */
const ORDERS = 40

const drive = fusionDrive(findScriptedScene('cut-in'), { seed: 3, duration: 0.8 })

describe('fusion itself, without the order stage', () => {
  it('gives one state, ids included, at every closed 50 ms stamp, whatever the arrival order inside the window', () => {
    const byStamp = [...drive.deliveries].sort((a, b) => a.observation.stamp - b.observation.stamp)
    const inOrder = fusedHash(
      byStamp.map(({ observation }) => ({ observation, arrival: observation.stamp })),
      drive.end,
      WINDOW,
    )
    expect(inOrder.stamps).toBe(17)
    expect(inOrder.objects).toBeGreaterThan(17)
    for (let order = 0; order < ORDERS; order++) {
      const mixed = shuffled(drive.deliveries, WINDOW, order)
      expect(mixed.map(({ observation }) => observation)).not.toEqual(byStamp.map(({ observation }) => observation))
      expect(fusedHash(mixed, drive.end, WINDOW).hash, `order ${order}`).toBe(inOrder.hash)
    }
  }, 120_000)

  it('notices a state that does depend on something: another noise seed hashes differently', () => {
    const other = fusionDrive(findScriptedScene('cut-in'), { seed: 4, duration: 0.8 })
    expect(fusedHash(other.deliveries, other.end, WINDOW).hash).not.toBe(
      fusedHash(drive.deliveries, drive.end, WINDOW).hash,
    )
  })

  it('gives one state with one worker and with two, whose results come in another order', async () => {
    const one = await observedBy(1, drive)
    const two = await observedBy(2, drive)
    expect(two.map(({ stamp }) => stamp)).not.toEqual(one.map(({ stamp }) => stamp))
    const late = (observations: readonly Observation[]) =>
      observations.map((observation, i) => ({ observation, arrival: i }))
    // Arrival only orders here: no stamp closes before all have come, so the window must hold the whole drive.
    const window = 2e9
    expect(fusedHash(late(two), drive.end, window).hash).toBe(fusedHash(late(one), drive.end, window).hash)
  }, 60_000)

  it('drops duplicates and counts what is older than the window', () => {
    const once = fusedHash(drive.deliveries, drive.end, WINDOW)
    const twice = fusedHash(
      drive.deliveries.flatMap((delivery) => [delivery, delivery]),
      drive.end,
      WINDOW,
    )
    expect(twice.hash).toBe(once.hash)
    const duplicates = twice.warnings.list().find(({ code }) => code === 'duplicate-observation')
    expect(duplicates?.count).toBe(drive.deliveries.length)

    const fusion = createFusion(GENERIC_CAR, { window: WINDOW, checkpointPeriod: 50e6 })
    fuse(
      fusion,
      drive.deliveries.map(({ observation }) => observation),
      drive.end,
    )
    const { warnings } = fuse(fusion, [{ ...drive.deliveries[0]!.observation, stamp: 0, sequence: 10_000 }], drive.end)
    expect(warnings.map(({ code }) => code)).toEqual(['observation-too-old'])
  })
})

/** All observations in the order in which they came back; radar cycles went through `count` workers. */
async function observedBy(count: number, { deliveries }: FusionDrive): Promise<Observation[]> {
  const workers = Array.from({ length: count }, () => new Worker(new URL('observing-worker.mjs', import.meta.url)))
  const out: Observation[] = []
  const scans = deliveries.filter(({ observation }) => observation.kind === 'radar')
  for (const { observation } of deliveries) if (observation.kind !== 'radar') out.push(observation)
  let left = scans.length
  await new Promise<void>((resolve, reject) => {
    for (const worker of workers) {
      worker.on('error', reject)
      worker.on('message', ({ observation }: { observation: Observation }) => {
        out.push(observation)
        if (--left === 0) resolve()
      })
    }
    // The second worker takes the later half, so that both halves come back between each other.
    for (const [index, { observation }] of scans.entries()) {
      if (observation.kind !== 'radar') continue
      const columns = Float64Array.from(observation.detections.flatMap((d) => [d.range, d.azimuth, d.rangeRate]))
      const worker = workers[Math.floor((index * count) / scans.length)]!
      worker.postMessage({ index, observation: { ...observation, detections: [] }, columns })
    }
  })
  for (const worker of workers) await worker.terminate()
  return out
}
