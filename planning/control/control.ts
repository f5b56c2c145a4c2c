import { pointOnArc } from '../../src/common/motion/arc.ts'
import { Odometry, type PlanarPose } from '../../src/common/motion/odometry.ts'
import { sampleTrajectory } from '../../src/common/motion/trajectory-sampling.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { angleDifference } from '../../src/core/angle.ts'
import type { Trajectory, TrajectoryPoint } from '../../src/core/plan.ts'
import { NO_WARNINGS, type StageResult } from '../../src/core/ports.ts'
import type { EgoState } from '../../src/core/scene.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'
import { type ControlInput, type DesiredMotion, MINIMAL_RISK_DECELERATION } from '../contracts.ts'
import { SERVICE_ACCELERATION, SERVICE_BRAKING } from '../limits/envelope.ts'
import { lateralControl } from './lateral.ts'
import { longitudinalControl } from './longitudinal.ts'

export interface ControllerState {
  readonly vehicle: VehicleTable
  readonly odometry: Odometry
  /** s from a command to its effect, by the vehicle table: the plan is read so much ahead. */
  readonly latency: number
  readonly stamp: Stamp
  /** rad, asked last. */
  readonly frontWheelAngle: number
  /** 1/m: the plan's curvature, smoothed; NaN while no plan is followed. */
  readonly pathCurvature: number
  /** m/s², of the longitudinal controller. */
  readonly integral: number
}

/** m/s and s: a plan that will not have left standstill by then is a plan to stand. */
const STANDING_SPEED = 0.1
const STANDING_LOOK_AHEAD = 0.5
/** m/s below which the brakes take over from the speed controller when the plan is to stand. */
const HOLDING_SPEED = 0.3
/** m/s², brakes on at standstill: holds a slope of 10 %. */
const HOLDING_DECELERATION = 1
/** s; a vehicle table that says more would be read too far ahead. */
const LARGEST_LATENCY = 0.3
/** s. Plans at 20 Hz step from one to the next by the noise of their start: the step is spread, and read ahead for. */
const SMOOTHING_TIME = 0.1
/** s: ticks farther apart are integrated as if they were not. */
const LARGEST_STEP = 0.1

export function createController(vehicle: VehicleTable): ControllerState {
  const latency = Object.values(vehicle.latency).reduce((sum, part) => sum + part, 0)
  return {
    vehicle,
    odometry: new Odometry(),
    latency: Math.min(LARGEST_LATENCY, latency),
    stamp: NEVER,
    frontWheelAngle: Number.NaN,
    pathCurvature: Number.NaN,
    integral: 0,
  }
}

/**
 * Tracks the newest plan from where the car is now: the plan's frame is brought to the present by odometry, so a plan
 * serves until the next one comes. Without a plan: wheels as they are, and brakes unless in standby.
 */
export function control(
  state: ControllerState,
  { ego, supervised }: ControlInput,
  stamp: Stamp,
): StageResult<ControllerState, DesiredMotion> {
  if (ego.isValid) state.odometry.add(stamp, ego.speed, ego.yawRate)
  const isStandby = supervised.mode === 'standby'
  // In standby somebody else steers: stay where the wheels are, so that taking over does not jerk them.
  const held = isStandby ? measuredAngle(ego) : heldAngle(state, ego)
  const { plan } = supervised
  const pose = plan && ego.isValid && !isStandby ? state.odometry.newestFrom(plan.stamp) : null
  if (!plan || !pose) {
    const acceleration = isStandby ? 0 : -MINIMAL_RISK_DECELERATION
    return finish({ ...state, pathCurvature: Number.NaN }, stamp, { frontWheelAngle: held, acceleration }, 0)
  }
  const time = secondsBetween(plan.stamp, stamp)
  if (isToStand(plan, time, ego.speed)) {
    return finish(state, stamp, { frontWheelAngle: held, acceleration: -HOLDING_DECELERATION }, 0)
  }
  return track(state, plan, pose, ego, stamp)
}

function track(
  state: ControllerState,
  plan: Trajectory,
  pose: PlanarPose,
  ego: EgoState,
  stamp: Stamp,
): StageResult<ControllerState, DesiredMotion> {
  const time = secondsBetween(plan.stamp, stamp)
  const now = sampleTrajectory(plan, time)
  const ahead = sampleTrajectory(plan, time + state.latency)
  const bend = sampleTrajectory(plan, time + state.latency + SMOOTHING_TIME)
  if (!now || !ahead || !bend) {
    return finish(state, stamp, { frontWheelAngle: heldAngle(state, ego), acceleration: -MINIMAL_RISK_DECELERATION }, 0)
  }
  const error = errorBeside(now, pose)
  const dt = Math.min(LARGEST_STEP, Math.max(0, secondsBetween(state.stamp, stamp)))
  const pathCurvature = smoothed(state.pathCurvature, bend.curvature, dt)
  const frontWheelAngle = lateralControl(error, pathCurvature, ego.speed, state.vehicle.geometry)
  const speedError = { station: error.station, speed: ego.speed - now.speed }
  const reach = { acceleration: SERVICE_ACCELERATION, braking: SERVICE_BRAKING }
  const longitudinal = longitudinalControl(speedError, ahead.acceleration, state.integral, dt, reach)
  const desired = { frontWheelAngle, acceleration: longitudinal.acceleration }
  return finish({ ...state, pathCurvature }, stamp, desired, longitudinal.integral)
}

/** The car's error in the frame of the plan's point of now: along and beside the arc through it, and in heading. */
function errorBeside(point: TrajectoryPoint, pose: PlanarPose) {
  const cos = Math.cos(point.yaw)
  const sin = Math.sin(point.yaw)
  const dx = pose.x - point.x
  const dy = pose.y - point.y
  const { station, offset } = pointOnArc(point.curvature, cos * dx + sin * dy, -sin * dx + cos * dy)
  return { station, offset, heading: angleDifference(pose.yaw, point.yaw + point.curvature * station) }
}

function isToStand(plan: Trajectory, time: number, speed: number): boolean {
  if (speed > HOLDING_SPEED) return false
  const soon = sampleTrajectory(plan, time + STANDING_LOOK_AHEAD)
  return soon !== null && soon.speed < STANDING_SPEED
}

function smoothed(before: number, now: number, dt: number): number {
  return Number.isFinite(before) ? now + (before - now) * Math.exp(-dt / SMOOTHING_TIME) : now
}

/** As asked last, before that as measured. */
function heldAngle(state: ControllerState, ego: EgoState): number {
  return Number.isFinite(state.frontWheelAngle) ? state.frontWheelAngle : measuredAngle(ego)
}

/** Straight on when nothing is known. */
function measuredAngle(ego: EgoState): number {
  return ego.isValid && Number.isFinite(ego.frontWheelAngle) ? ego.frontWheelAngle : 0
}

function finish(
  state: ControllerState,
  stamp: Stamp,
  output: DesiredMotion,
  integral: number,
): StageResult<ControllerState, DesiredMotion> {
  return {
    state: { ...state, stamp, frontWheelAngle: output.frontWheelAngle, integral },
    output,
    warnings: NO_WARNINGS,
  }
}
