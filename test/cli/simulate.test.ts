import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateDrive } from '../../src/cli/generate.ts'
import { type SimulateOptions, simulate } from '../../src/cli/simulate.ts'
import { simulateRoute } from '../../src/cli/simulate-route.ts'
import { GENERIC_CAR_MOUNTINGS } from '../../src/common/vehicle/generic-car-mountings.ts'
import { InputError } from '../../src/core/errors.ts'
import { openDrive } from '../../src/io/mcap/mcap-drive-reader.ts'
import { CommandHasher } from '../../src/io/protobuf/command-hasher.ts'
import { buildEpisode } from '../../src/simulation/scenarios/build-episode.ts'

const SENSED =
  '/truth/map /truth/ego /truth/objects /can/0 /imu /gnss/fix /navigation/route /vehicle /tf/static /camera/front/calibration'

const OPTIONS: SimulateOptions = {
  seed: '12',
  routes: '1',
  planner: 'pdm-closed',
  world: 'roundabout',
  supervisor: true,
  latency: 'model',
  jobs: '1',
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-simulate-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The first seconds of a route on sensor data, which the whole of it takes too long for. */
async function fusedHash(seed: number): Promise<{ hash: string; warnings: readonly string[]; modes: Set<string> }> {
  const hasher = new CommandHasher()
  const modes = new Set<string>()
  const { summary } = await simulateRoute({
    episode: { ...buildEpisode({ seed, world: 'rural-road' }), timeLimit: 1.5 },
    planner: 'idm',
    scene: 'fused',
    isSupervised: true,
    latency: 'model',
    observe({ tick }) {
      hasher.add(tick.bytes)
      modes.add(tick.command.mode)
    },
  })
  return { hash: hasher.digest(), warnings: summary.warnings.map(({ code }) => code), modes }
}

describe('axdrive generate', () => {
  it('writes the same bytes from the same seed: all that the car senses and is told, and the truth', async () => {
    const [one, two] = [join(folder, 'one.mcap'), join(folder, 'two.mcap')]
    const counts = await generateDrive({ output: one, seed: '4', seconds: '0.5', world: 'roundabout' })
    await generateDrive({ output: two, seed: '4', seconds: '0.5', world: 'roundabout' })
    expect(readFileSync(two).equals(readFileSync(one))).toBe(true)
    for (const topic of SENSED.split(' ')) expect(counts.get(topic), topic).toBeGreaterThan(0)
    for (const name of Object.keys(GENERIC_CAR_MOUNTINGS)) {
      const [kind, place] = name.split('/')
      const topic = { camera: `/camera/${place}/image`, radar: `/radar/${place}/scan`, lidar: `/lidar/${place}/points` }
      if (kind === 'camera' || kind === 'radar' || kind === 'lidar') expect(counts.get(topic[kind])).toBeGreaterThan(2)
    }
    await expect(generateDrive({ output: two, seed: '4', seconds: '1', fault: ['gnss:lost'] })).rejects.toThrow(
      InputError,
    )
  }, 60_000)
})

describe('axdrive simulate', () => {
  it('gives one hash twice with one seed, on the truth and on sensors, and another with the next seed', async () => {
    const truth = { ...OPTIONS, scenario: 'lead-braking', planner: 'constant-velocity', scene: 'truth' } as const
    const first = await simulate(truth)
    const second = await simulate(truth)
    expect(first!.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(second!.hash).toBe(first!.hash)
    const [again, other] = [await fusedHash(5), await fusedHash(6)]
    expect((await fusedHash(5)).hash).toBe(again.hash)
    expect(other.hash).not.toBe(again.hash)
  }, 120_000)

  it('drives on sensor data: the line engages, and no frame of its own bus is doubted', async () => {
    const { modes, warnings } = await fusedHash(7)
    expect(modes).toContain('drive')
    expect(warnings.filter((code) => code.startsWith('can-'))).toEqual([])
  }, 60_000)

  it('rebuilds a world from a recorded drive, and drives its way to its end', async () => {
    const output = join(folder, 'drive.mcap')
    await generateDrive({ output, seed: '4', seconds: '8', world: 'roundabout', sensors: 'objects' })
    const rebuilt = await simulate({ ...OPTIONS, drive: output })
    expect(rebuilt.routes).toHaveLength(1)
    expect(rebuilt.duration_s).toBeGreaterThan(5)
    expect(rebuilt.scores.route_completion).toBeGreaterThan(50)
    // Who drove then drives the same again, by playback, to its end.
    const played = await simulate({ ...OPTIONS, drive: output, planner: 'human' })
    expect(played.scores.route_completion).toBe(100)
    expect(played.routes[0]!.plans_judged).toBeGreaterThan(5)
    expect(played.scores.pdms).toBeGreaterThan(80)
  }, 60_000)

  it('writes what was sensed, planned and commanded', async () => {
    const output = join(folder, 'out.mcap')
    await simulate({ ...OPTIONS, planner: 'constant-velocity', scene: 'truth', supervisor: false, output })
    const topics = (await openDrive(output)).info().channels.map(({ topic }) => topic)
    for (const topic of ['/can/0', '/truth/objects', '/planner/plan', '/control/command']) {
      expect(topics).toContain(topic)
    }
  }, 60_000)

  it('reports every infraction with time and place, and route i with seed + i', async () => {
    const truth = { ...OPTIONS, planner: 'constant-velocity', scene: 'truth', supervisor: false } as const
    const report = await simulate({ ...truth, routes: '2' })
    expect(report.routes.map(({ seed }) => seed)).toEqual([12, 13])
    expect(report.scores.infractions.length).toBeGreaterThan(0)
    for (const { kind, t_s, x, y, route } of report.scores.infractions) {
      expect(kind).not.toBe('')
      expect([t_s, x, y].every(Number.isFinite)).toBe(true)
      expect([0, 1]).toContain(route)
    }
    const { driving_score, route_completion } = report.scores
    expect(driving_score).toBeLessThanOrEqual(route_completion)
    for (const row of report.routes) expect(row.conflicts).toBeGreaterThanOrEqual(2)
  }, 120_000)

  it('has no hash where wall-clock latencies are in the loop', async () => {
    const asked = { ...OPTIONS, planner: 'constant-velocity', scene: 'truth', latency: 'measured' } as const
    const report = await simulate(asked)
    expect(report.hash).toBeNull()
  }, 60_000)

  it('refuses what it does not know, in one line with expected and found', async () => {
    const ask = (options: Partial<SimulateOptions>) => simulate({ ...OPTIONS, ...options })
    await expect(ask({ planner: 'guesswork' })).rejects.toThrow(/expected a planner .*found 'guesswork'/)
    await expect(ask({ scenario: 'earthquake' })).rejects.toThrow(InputError)
    await expect(ask({ world: 'moon' })).rejects.toThrow(InputError)
    await expect(ask({ seed: 'x' })).rejects.toThrow(/--seed/)
    await expect(ask({ routes: '0' })).rejects.toThrow(/--routes/)
    const path = join(folder, 'scenario.json')
    writeFileSync(path, '{"scenario": "cut-in", "parameters": {"colour": 1}}')
    await expect(ask({ scenario: path })).rejects.toThrow(/expected parameters of cut-in .*found 'colour'/)
  })
})
