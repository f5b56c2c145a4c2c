import { describe, expect, it } from 'vitest'
import type { ControlCommand } from '../../src/core/command.ts'
import { type BoxObservation, type Observation, PLANNER_OBJECTS } from '../../src/core/observations.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import { NO_WARNINGS, type Stage } from '../../src/core/ports.ts'
import type { Scene } from '../../src/core/scene.ts'
import { createPipeline, type Line } from '../../src/runtime/pipeline.ts'
import { createStageCell, type StageCell } from '../../src/runtime/stage-cell.ts'

const PROBE = { clock: () => 0, ran: () => {}, warn: () => {} }

/** Stages that do nothing but keep what fuse was given; the planner sees boxes at every plan. */
function seeingLine(ticksPerPlan: number) {
  const fused: (readonly Observation[])[] = []
  const nothing =
    <Input, Output>(output: Output): Stage<null, Input, Output> =>
    (state) => ({ state, output, warnings: NO_WARNINGS })
  const cell = <Input, Output>(name: string, stage: Stage<null, Input, Output>) =>
    createStageCell(name as never, null, stage, PROBE)
  const line = {
    perceive: cell('perceive', nothing([])),
    fuse: cell('fuse', (state: null, observations: readonly Observation[], stamp: number) => {
      fused.push(observations)
      return { state, output: { stamp } as Scene, warnings: NO_WARNINGS }
    }),
    plan: cell('plan', (state: null, _: Scene, stamp: number) => {
      const seen: BoxObservation = { kind: 'boxes', stamp, sensor: PLANNER_OBJECTS, sequence: 0, boxes: [] }
      const output: Trajectory = { stamp, planner: 'seer', points: [], reason: '', seen }
      return { state, output, warnings: NO_WARNINGS }
    }),
    supervise: cell('supervise', nothing({})),
    control: cell('control', nothing({})),
    limit: cell('limits', nothing({})),
    encode: (_: ControlCommand) => new Uint8Array(),
    ticksPerPlan,
  } as unknown as Line
  return { line, fused }
}

describe('the line', () => {
  it("gives fusion what a planner's network saw, once, with the tick after the plan", async () => {
    const { line, fused } = seeingLine(2)
    const pipeline = createPipeline(line, true)
    for (const stamp of [0, 10, 20, 30]) await pipeline.tick(stamp)
    expect(fused.map((observations) => observations.map(({ stamp }) => stamp))).toEqual([[], [0], [], [20]])
  })

  describe('live, with a planner that plans on other threads', () => {
    function besideLine() {
      const { line, fused } = seeingLine(2)
      const finish: ((error?: Error) => void)[] = []
      const { plan: atOnce } = line
      const slow: Stage<null, Scene, Trajectory> = async (state, scene, stamp) => {
        const output = atOnce.run(scene, stamp) as Trajectory
        await new Promise<void>((resolve, reject) => finish.push((error) => (error ? reject(error) : resolve())))
        return { state, output, warnings: NO_WARNINGS }
      }
      const plan: StageCell<Scene, Trajectory> = createStageCell('plan', null, slow, PROBE)
      const pipeline = createPipeline({ ...line, plan, plansBeside: true }, false)
      const done = async (error?: Error) => {
        finish.shift()!(error)
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      const tick = async (stamp: number) => {
        const { plan, isNewPlan } = await pipeline.tick(stamp)
        return [plan.stamp, isNewPlan]
      }
      const first = async () => {
        const running = tick(0)
        await new Promise((resolve) => setTimeout(resolve, 1))
        await done()
        expect(await running).toEqual([0, true])
      }
      return { pipeline, tick, done, first, fused, finish }
    }

    it('waits for the first plan alone, drives on by the last one while another is made, and takes that once it is there', async () => {
      const { pipeline, tick, done, first, fused, finish } = besideLine()
      await first()
      expect(pipeline.planBeside()).toBe(false)
      expect(await tick(10)).toEqual([0, false])
      expect(pipeline.planBeside()).toBe(true)
      for (const stamp of [20, 30, 40]) {
        expect(await tick(stamp)).toEqual([0, false])
        expect(pipeline.planBeside()).toBe(false)
      }
      expect(finish).toHaveLength(1)
      await done()
      expect(await tick(50)).toEqual([10, true])
      // Overdue: the next one begins at once.
      expect(pipeline.planBeside()).toBe(true)
      await done()
      expect(await tick(60)).toEqual([50, true])
      await tick(70)
      expect(fused.map((observations) => observations.map(({ stamp }) => stamp))).toEqual([
        ...[[], [0], [], [], [], [], [10], [50]],
      ])
    })

    it('ends with what the planner threw, at the next tick or at the end', async () => {
      for (const end of [
        (one: ReturnType<typeof besideLine>) => one.tick(20),
        ({ pipeline }: ReturnType<typeof besideLine>) => pipeline.finish(),
      ]) {
        const one = besideLine()
        await one.first()
        await one.tick(10)
        one.pipeline.planBeside()
        await one.done(new Error('a fault of the program'))
        await expect(end(one)).rejects.toThrow('a fault of the program')
      }
    })

    it('makes its plans in its ticks where results must not depend on the clock', async () => {
      const { line } = seeingLine(2)
      const pipeline = createPipeline({ ...line, plansBeside: true }, true)
      const plans: number[] = []
      for (const stamp of [0, 10, 20, 30]) {
        plans.push((await pipeline.tick(stamp)).plan.stamp)
        expect(pipeline.planBeside()).toBe(false)
      }
      expect(plans).toEqual([0, 0, 20, 20])
    })
  })
})
