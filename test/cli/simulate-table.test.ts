import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SimulateOptions, simulate, simulateTable } from '../../src/cli/simulate.ts'
import { Checkpoint } from '../../src/cli/simulate-checkpoint.ts'
import { tableEntrants } from '../../src/cli/simulate-entrants.ts'
import { EpisodeSource, episodeRequest } from '../../src/cli/simulate-episodes.ts'
import { formatTable } from '../../src/cli/simulate-table.ts'
import { type RouteTask, runTask, type TaskResult, taskKey } from '../../src/cli/simulate-tasks.ts'
import { InputError } from '../../src/core/errors.ts'

/** Routes on which nobody without eyes comes far: quickly driven. */
const OPTIONS: SimulateOptions = {
  seed: '12',
  routes: '2',
  planner: 'idm',
  planners: 'constant-velocity',
  scenes: 'truth',
  world: 'roundabout',
  supervisor: false,
  latency: 'model',
  jobs: '1',
}
const TASK: RouteTask = {
  entrant: { planner: 'constant-velocity', scene: 'truth', isSupervised: false, without: null },
  place: { world: 'generated', seed: 12 },
}

let folder = ''
let driven: TaskResult
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-table-'))
  const episodes = new EpisodeSource(episodeRequest({ world: 'roundabout' }))
  driven = await runTask(TASK, episodes, { latency: 'model', keepsCommands: true, sensors: 'own', faults: [] })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the rows of a planner table', () => {
  const rows = (options: Partial<SimulateOptions>) =>
    tableEntrants({ planner: 'idm', supervisor: true, ...options }).map(
      ({ planner, scene, isSupervised }) => `${planner} ${scene}${isSupervised ? '' : ' raw'}`,
    )

  it('are the human, the baselines in both scenes, and those that know the world on the truth', () => {
    expect(rows({})).toEqual([
      'human truth raw',
      'constant-velocity fused',
      'constant-velocity truth',
      'idm fused',
      'idm truth',
      'pdm-closed truth',
      'expert truth',
    ])
  })

  it('are those that were asked for, with and without supervisor', () => {
    expect(rows({ planners: 'expert,idm', scenes: 'fused', unsupervisedToo: true })).toEqual([
      'expert truth',
      'expert truth raw',
      'idm fused',
      'idm fused raw',
    ])
    expect(() => rows({ planners: 'idm,guesswork' })).toThrow(/expected a planner .*found 'guesswork'/)
    expect(() => rows({ planners: 'idm,' })).toThrow(InputError)
    expect(() => rows({ scenes: 'dreamt' })).toThrow(/--scenes, found 'dreamt'/)
  })
})

describe('axdrive simulate --table', () => {
  it('lays planners side by side over the same routes, and counts what these hold', async () => {
    const report = await simulateTable(OPTIONS)
    const [row] = report.planners
    expect(row!.routes.map(({ seed }) => seed)).toEqual([12, 13])
    expect(row!.scores.driving_score).toBeLessThan(100)
    expect(row!.hash).toMatch(/^[0-9a-f]{64}$/)
    const { events, verdict } = report
    expect(events.routes).toBe(2)
    expect(events.too_easy).toBe(0)
    const conflicts = row!.routes.reduce((sum, route) => sum + route.conflicts, 0)
    expect(Object.values(events.conflicts).reduce((sum, n) => sum + n, 0)).toBe(conflicts)
    expect(verdict).toEqual([
      {
        planner: 'constant-velocity',
        scene: 'truth',
        supervisor: false,
        driving_score: row!.scores.driving_score,
        expected: 'at most 30',
        is_met: row!.scores.driving_score <= 30,
      },
    ])
    const text = formatTable(report)
    expect(text).toContain('routes with fewer than 2 conflicts: 0')
    expect(text).toMatch(/hard enough: (yes|NO), constant-velocity/)
    expect(text).toMatch(/infractions .*\d/)
  }, 60_000)

  it('gives the same results however many threads drive', async () => {
    const asked = { ...OPTIONS, planner: 'constant-velocity', scene: 'truth' } as const
    const alone = await simulate(asked)
    const shared = await simulate({ ...asked, jobs: '2' })
    expect(shared.routes).toEqual(alone.routes)
    expect(shared.scores).toEqual(alone.scores)
    expect(shared.hash).toBe(alone.hash)
  }, 120_000)

  it('goes on where an interrupted run was, and then leaves nothing but the report', async () => {
    const path = join(folder, 'report.json')
    const doctored = { ...driven.outcome, row: { ...driven.outcome.row, driving_score: 12.5 } }
    const key = JSON.stringify({ episodes: episodeRequest(OPTIONS), latency: 'model', networks: [] })
    Checkpoint.open(path, key).add(taskKey(TASK), { outcome: doctored, commands: null })
    const report = await simulateTable({ ...OPTIONS, report: path })
    expect(report.planners[0]!.routes[0]!.driving_score).toBe(12.5)
    expect(report.planners[0]!.routes[1]!.seed).toBe(13)
    expect(existsSync(`${path}.partial`)).toBe(false)
    expect(JSON.parse(readFileSync(path, 'utf8')).planners[0].routes).toHaveLength(2)
  }, 60_000)
})

describe('a checkpoint', () => {
  it('gives back what was added, commands and all', () => {
    const path = join(folder, 'a.json')
    Checkpoint.open(path, 'key').add('task', driven)
    const known = Checkpoint.open(path, 'key').result('task')!
    expect(known.outcome).toEqual(JSON.parse(JSON.stringify(driven.outcome)))
    expect(Buffer.from(known.commands!).equals(Buffer.from(driven.commands!))).toBe(true)
  })

  it('loses the line that was being written, and no other', () => {
    const path = join(folder, 'b.json')
    const checkpoint = Checkpoint.open(path, 'key')
    checkpoint.add('one', driven)
    checkpoint.add('two', driven)
    const text = readFileSync(`${path}.partial`, 'utf8')
    writeFileSync(`${path}.partial`, text.slice(0, text.length - 100))
    const again = Checkpoint.open(path, 'key')
    expect(again.result('one')).toBeDefined()
    expect(again.result('two')).toBeUndefined()
    again.add('three', driven)
    expect(Checkpoint.open(path, 'key').result('three')).toBeDefined()
  })

  it('takes nothing that other options gave', () => {
    const path = join(folder, 'c.json')
    Checkpoint.open(path, 'key').add('task', driven)
    expect(Checkpoint.open(path, 'other').result('task')).toBeUndefined()
  })
})
