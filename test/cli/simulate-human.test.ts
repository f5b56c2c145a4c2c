import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ARGOVERSE2 } from '../../datasets/argoverse2.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { type SimulateOptions, simulate, simulateTable } from '../../src/cli/simulate.ts'
import { formatTable } from '../../src/cli/simulate-table.ts'
import { recordedMotion } from '../../src/simulation/closed-loop/log-playback.ts'
import { sharedData } from '../shared-data.ts'

const OPTIONS: SimulateOptions = { seed: '3', planner: 'human', supervisor: true, latency: 'model', jobs: '1' }
const root = sharedData('argoverse2')

let folder = ''
let drive = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-human-'))
  if (root === null) return
  drive = join(folder, 'log.mcap')
  await writeRecording(await ARGOVERSE2.open(join(root, 'log-adcf7d18'), {}), drive, () => {})
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('a recorded motion', () => {
  const times = Float64Array.from({ length: 201 }, (_, i) => 0.05 * i)
  const log = {
    times,
    // Along a circle of 50 m to the left, at 5 m/s and 1 m/s² more every second.
    x: times.map((t) => 50 * Math.sin((5 * t + 0.5 * t * t) / 50)),
    y: times.map((t) => 50 - 50 * Math.cos((5 * t + 0.5 * t * t) / 50)),
    yaw: times.map((t) => (5 * t + 0.5 * t * t) / 50),
    speed: times.map((t) => 5 + t),
  }

  it('has the acceleration, yaw rate and wheel angle that its poses imply', () => {
    const motion = recordedMotion(log, 4.01)
    expect(motion.speed).toBeCloseTo(9.01, 6)
    expect(motion.acceleration).toBeCloseTo(1, 6)
    expect(motion.yawRate).toBeCloseTo(9.01 / 50, 4)
    expect(motion.frontWheelAngle).toBeCloseTo(Math.atan(2.8 / 50), 3)
    expect(motion.x).toBeCloseTo(50 * Math.sin((5 * 4.01 + 0.5 * 4.01 ** 2) / 50), 2)
  })
})

describe.skipIf(root === null)('the human driver of a recorded Argoverse 2 log', () => {
  it('scores at least 0.9 PDMS, and keeps the drive', async () => {
    const { scores, routes, hash } = await simulate({ ...OPTIONS, drive })
    expect(scores.pdms).toBeGreaterThanOrEqual(90)
    expect(scores.cls).toBeGreaterThanOrEqual(90)
    expect(scores.success_rate).toBe(100)
    expect(scores.infractions).toEqual([])
    expect(routes[0]!.plans_judged).toBeGreaterThan(20)
    expect(hash).toBeNull()
  }, 60_000)

  it('has no verdict on lights and limits, which the map does not know, and the table says so', async () => {
    const report = await simulateTable({ ...OPTIONS, drive, planners: 'human' })
    const [route] = report.recorded[0]!.routes
    expect(route!.plan_clauses.tlc).toBeNull()
    expect(route!.cls_clauses.speed).toBeNull()
    const known = Object.entries(route!.plan_clauses).filter(([clause]) => clause !== 'tlc')
    for (const [, value] of known) expect(value).not.toBeNull()
    expect(formatTable(report)).toMatch(/null .*left out of sum and divisor: plans' tlc, closed loop's speed/)
  }, 60_000)
})

describe('the human driver', () => {
  it('is nobody in a generated world', async () => {
    await expect(simulate(OPTIONS)).rejects.toThrow(/expected a recorded drive for human/)
  }, 60_000)
})
