import { describe, expect, it } from 'vitest'
import { runTasks, type TaskRunner } from '../../src/cli/simulate-schedule.ts'
import { type RouteTask, type TaskResult, taskKey } from '../../src/cli/simulate-tasks.ts'

const TASKS: RouteTask[] = [1, 2, 3].flatMap((seed) =>
  ['idm', 'expert', 'constant-velocity'].map((planner) => ({
    entrant: { planner, scene: 'truth' as const, isSupervised: true, without: null },
    place: { world: 'generated' as const, seed },
  })),
)

/** Takes its time, differently each time. */
function slowRunner(log: RouteTask[], fails: (task: RouteTask) => boolean = () => false) {
  let isClosed = false
  const runner: TaskRunner = {
    async run(task) {
      log.push(task)
      await new Promise((resolve) => setTimeout(resolve, (7 * log.length) % 5))
      if (fails(task)) throw new Error('no road')
      return { outcome: { wall: 1 }, commands: null } as unknown as TaskResult
    },
    async close() {
      isClosed = true
    },
  }
  return { runner, isClosed: () => isClosed }
}

describe('the schedule of drives', () => {
  it('has every task driven once, however many drive', async () => {
    for (const count of [1, 2, 4]) {
      const logs = Array.from({ length: count }, () => [] as RouteTask[])
      const told: string[] = []
      await runTasks(
        TASKS,
        logs.map((log) => slowRunner(log).runner),
        (task) => told.push(taskKey(task)),
      )
      expect(told.sort()).toEqual(TASKS.map(taskKey).sort())
      expect(logs.flat().map(taskKey).sort()).toEqual(TASKS.map(taskKey).sort())
    }
  })

  it('leaves a runner on its route while there is somebody to drive it', async () => {
    const logs = [[] as RouteTask[], [] as RouteTask[]]
    await runTasks(
      TASKS,
      logs.map((log) => slowRunner(log).runner),
      () => {},
    )
    for (const log of logs) expect(log.slice(0, 3).every(({ place }) => place.seed === log[0]!.place.seed)).toBe(true)
    expect(logs[0]![0]!.place.seed).not.toBe(logs[1]![0]!.place.seed)
  })

  it('tells of a failure, and closes all runners', async () => {
    const good = slowRunner([])
    const bad = slowRunner([], ({ place }) => place.seed === 2)
    await expect(runTasks(TASKS, [good.runner, bad.runner], () => {})).rejects.toThrow('no road')
    expect([good.isClosed(), bad.isClosed()]).toEqual([true, true])
  })
})
