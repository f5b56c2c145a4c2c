import { arcTrajectory } from '../../../planning/arc-trajectory.ts'
import type { SupervisedPlan } from '../../../planning/contracts.ts'
import { createSupervisor, supervise } from '../../../planning/supervisor/supervise.ts'
import type { Trajectory } from '../../../src/core/plan.ts'
import type { Scene } from '../../../src/core/scene.ts'
import { type Stamp, stampFromSeconds } from '../../../src/core/time.ts'
import type { Warning } from '../../../src/core/warning.ts'
import { CAR, egoState, sceneAt } from '../scene-fixtures.ts'

/** A plan that keeps speed and curvature. */
export const keepSpeed = (stamp: Stamp, speed = 20, curvature = 0): Trajectory => ({
  stamp,
  planner: 'test',
  points: arcTrajectory(curvature, speed, () => 0),
  reason: '',
})

/** A scene in which the car drives on an arc, with what else is in it. */
export const onArc = (stamp: Stamp, speed: number, curvature: number, part: Partial<Scene> = {}): Scene =>
  sceneAt(stamp, {
    ego: egoState({ stamp, speed, yawRate: speed * curvature, frontWheelAngle: Math.atan(2.7 * curvature) }),
    ...part,
  })

export interface SupervisorRun {
  readonly scene?: (stamp: Stamp, time: number) => Scene
  readonly plan?: (stamp: Stamp, time: number) => Trajectory | null
  readonly seconds: number
}

/** Supervises at 100 Hz; the output of every tick by its time. */
export function runSupervisor({
  scene = (stamp) => sceneAt(stamp),
  plan = (stamp) => keepSpeed(stamp),
  seconds,
}: SupervisorRun) {
  const state = createSupervisor({ vehicle: CAR })
  const outputs: SupervisedPlan[] = []
  const warnings: Warning[] = []
  for (let tick = 0; tick <= Math.round(seconds * 100); tick++) {
    const time = tick / 100
    const stamp = stampFromSeconds(time)
    const result = supervise(state, { scene: scene(stamp, time), plan: plan(stamp, time) }, stamp)
    outputs.push(result.output)
    warnings.push(...result.warnings)
  }
  return { at: (time: number) => outputs[Math.round(time * 100)]!, outputs, warnings }
}
