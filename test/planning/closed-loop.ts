import type { SupervisedPlan } from '../../planning/contracts.ts'
import { control, createController } from '../../planning/control/control.ts'
import { createLimits, limit } from '../../planning/limits/limit.ts'
import { createSupervisor, supervise } from '../../planning/supervisor/supervise.ts'
import { type BicycleState, stepBicycle } from '../../src/common/motion/bicycle.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { ControlCommand } from '../../src/core/command.ts'
import { NO_FRAMES } from '../../src/core/frames.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
import { type Stamp, stampFromSeconds } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { CAR, egoState, freshSensors, trackedObject } from './scene-fixtures.ts'

/** A road user of the test's world, moving along a straight line in the world frame. */
export interface Actor {
  readonly id: number
  readonly at: (time: number) => { x: number; y: number; yaw: number; speed: number; acceleration: number }
}

export interface LoopOptions {
  readonly seconds: number
  readonly start?: Partial<BicycleState>
  readonly actors?: readonly Actor[]
  /** A plan, every 50 ms, from the true state of the plant. */
  readonly plan: (scene: Scene, plant: BicycleState, stamp: Stamp) => Trajectory | null
  readonly newest?: (stamp: Stamp) => Map<string, Stamp>
  readonly vehicle?: VehicleTable
  /** Ticks that a command takes to the actuators. */
  readonly delayTicks?: number
}

export interface LoopRecord {
  readonly time: number
  readonly plant: BicycleState
  readonly supervised: SupervisedPlan
  readonly command: ControlCommand
  readonly scene: Scene
}

export interface LoopResult {
  readonly records: readonly LoopRecord[]
  readonly warnings: readonly Warning[]
}

const TICK = 0.01
const PLAN_EVERY = 5

/** Supervisor, controller and gate at 100 Hz around the kinematic bicycle with lags of 0.2 s and 0.05 s. */
export function runClosedLoop(options: LoopOptions): LoopResult {
  const vehicle = options.vehicle ?? CAR
  const bicycle = {
    wheelbase: vehicle.geometry.wheelbase,
    accelerationLag: 0.2,
    steeringLag: 0.05,
    largestFrontWheelAngle: vehicle.limits.frontWheelAngle,
  }
  let plant: BicycleState = { x: 0, y: 0, yaw: 0, speed: 0, acceleration: 0, frontWheelAngle: 0, ...options.start }
  const supervisor = createSupervisor({ vehicle })
  let controller = createController(vehicle)
  let gate = createLimits(vehicle)
  let plan: Trajectory | null = null
  const records: LoopRecord[] = []
  const warnings: Warning[] = []
  const inFlight: ControlCommand[] = []
  for (let tick = 0; tick * TICK <= options.seconds; tick++) {
    const time = tick * TICK
    const stamp = stampFromSeconds(time)
    const scene = sceneOf(plant, options.actors ?? [], time, vehicle, options.newest ?? freshSensors)
    if (tick % PLAN_EVERY === 0) plan = options.plan(scene, plant, stamp)
    const supervised = supervise(supervisor, { scene, plan }, stamp)
    const controlled = control(controller, { ego: scene.ego, supervised: supervised.output }, stamp)
    const limited = limit(gate, { scene, supervised: supervised.output, desired: controlled.output }, stamp)
    controller = controlled.state
    gate = limited.state
    warnings.push(...supervised.warnings)
    records.push({ time, plant, supervised: supervised.output, command: limited.output, scene })
    inFlight.push(limited.output)
    const command = inFlight.length > (options.delayTicks ?? 0) ? inFlight.shift()! : null
    plant = stepBicycle(plant, command?.acceleration ?? 0, command?.frontWheelAngle ?? 0, TICK, bicycle)
  }
  return { records, warnings }
}

/** Bumper to bumper along x, m; negative once they met. Actors are 4.5 m long, as the tracks are. */
export function gapTo(actor: Actor, record: LoopRecord, vehicle: VehicleTable = CAR): number {
  return actor.at(record.time).x - 2.25 - record.plant.x - vehicle.geometry.rearAxleToFront
}

function sceneOf(
  plant: BicycleState,
  actors: readonly Actor[],
  time: number,
  vehicle: VehicleTable,
  newest: (stamp: Stamp) => Map<string, Stamp>,
): Scene {
  const stamp = stampFromSeconds(time)
  const ego = egoState({
    stamp,
    position: [plant.x, plant.y, 0],
    yaw: plant.yaw,
    speed: plant.speed,
    yawRate: (plant.speed * Math.tan(plant.frontWheelAngle)) / vehicle.geometry.wheelbase,
    acceleration: plant.speed > 0 ? plant.acceleration : 0,
    frontWheelAngle: plant.frontWheelAngle,
  })
  return {
    stamp,
    ego,
    objects: actors.map((actor) => objectOf(actor, plant, time)),
    newest: newest(stamp),
    frames: NO_FRAMES,
  }
}

function objectOf(actor: Actor, plant: BicycleState, time: number): TrackedObject {
  const { x, y, yaw, speed, acceleration } = actor.at(time)
  const cos = Math.cos(plant.yaw)
  const sin = Math.sin(plant.yaw)
  const dx = x - plant.x
  const dy = y - plant.y
  const heading = yaw - plant.yaw
  return trackedObject({
    id: actor.id,
    position: [cos * dx + sin * dy, -sin * dx + cos * dy, 0.8],
    yaw: heading,
    velocity: [speed * Math.cos(heading), speed * Math.sin(heading)],
    acceleration,
  })
}
