import { describe, expect, it } from 'vitest'
import type { ControlCommand } from '../../src/core/command.ts'
import { type BoxObservation, type Observation, PLANNER_OBJECTS } from '../../src/core/observations.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import { NO_WARNINGS, type Stage } from '../../src/core/ports.ts'
import type { Scene } from '../../src/core/scene.ts'
import { createPipeline, type Line } from '../../src/runtime/pipeline.ts'
import { createStageCell } from '../../src/runtime/stage-cell.ts'

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
    fuse: cell('fuse', (state: null, observations: readonly Observation[]) => {
      fused.push(observations)
      return { state, output: {} as Scene, warnings: NO_WARNINGS }
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
    const pipeline = createPipeline(line)
    for (const stamp of [0, 10, 20, 30]) await pipeline.tick(stamp)
    expect(fused.map((observations) => observations.map(({ stamp }) => stamp))).toEqual([[], [0], [], [20]])
  })
})
