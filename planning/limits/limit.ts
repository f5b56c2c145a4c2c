import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { CommandMode, ControlCommand, TurnSignal } from '../../src/core/command.ts'
import { NO_WARNINGS, type StageResult } from '../../src/core/ports.ts'
import type { EgoState, Scene } from '../../src/core/scene.ts'
import { NEVER, type Stamp, secondsBetween, stampFromSeconds } from '../../src/core/time.ts'
import type { LimitInput } from '../contracts.ts'
import { applyLimits, type LimitedMotion } from './apply-limits.ts'
import { envelopeFor, SERVICE_ACCELERATION, SERVICE_BRAKING } from './envelope.ts'

/** s: ten control periods; a receiver that hears nothing for so long has lost the stack. */
const VALIDITY = 0.1

export interface LimitsState {
  readonly vehicle: VehicleTable
  readonly sequence: number
  /** null before the first command. */
  readonly last: (LimitedMotion & { readonly stamp: Stamp }) | null
  /** Newest finite speed seen, m/s: the lateral limits must not open because an estimate is missing. */
  readonly speed: number
  /** Names of the scene's sensors, ascending. */
  readonly sensors: readonly string[]
}

export function createLimits(vehicle: VehicleTable): LimitsState {
  return { vehicle, sequence: 0, last: null, speed: 0, sensors: [] }
}

/** The output gate as a stage: from what control asks to the command that leaves the stack. */
export function limit(
  state: LimitsState,
  { scene, supervised, desired }: LimitInput,
  stamp: Stamp,
): StageResult<LimitsState, ControlCommand> {
  const { vehicle } = state
  const speed = scene.ego.isValid && Number.isFinite(scene.ego.speed) ? scene.ego.speed : state.speed
  const last = state.last ?? { ...motionAtStart(scene.ego, vehicle), stamp }
  const dt = secondsBetween(last.stamp, stamp)
  const limited = applyLimits(last, desired, {
    dt,
    speed,
    wheelbase: vehicle.geometry.wheelbase,
    actuators: vehicle.limits,
    envelope: envelopeFor(supervised, vehicle),
  })
  const { frontWheelAngle, acceleration, limits } = limited
  const sensors = sensorNames(scene, state.sensors)
  const output: ControlCommand = {
    stamp,
    sequence: state.sequence,
    validUntil: stamp + stampFromSeconds(VALIDITY),
    mode: supervised.mode,
    reason: supervised.reason,
    frontWheelAngle,
    frontWheelAngleRate: angleRate(last.frontWheelAngle, frontWheelAngle, dt, vehicle),
    curvature: Math.tan(frontWheelAngle) / vehicle.geometry.wheelbase,
    acceleration,
    gear: 'drive',
    turnSignal: turnSignalFor(supervised.mode),
    limits,
    newest: newestBySensor(scene, sensors),
  }
  return {
    state: { vehicle, sequence: state.sequence + 1, last: { frontWheelAngle, acceleration, stamp }, speed, sensors },
    output,
    warnings: NO_WARNINGS,
  }
}

/** The first command continues what the car is doing, as far as that is inside the limits. */
function motionAtStart(ego: EgoState, vehicle: VehicleTable): LimitedMotion {
  const stop = vehicle.limits.frontWheelAngle
  return {
    frontWheelAngle: ego.isValid ? within(ego.frontWheelAngle, -stop, stop) : 0,
    acceleration: ego.isValid ? within(ego.acceleration, -SERVICE_BRAKING, SERVICE_ACCELERATION) : 0,
  }
}

function within(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : 0
}

function angleRate(before: number, after: number, dt: number, vehicle: VehicleTable): number {
  const most = vehicle.limits.frontWheelAngleRate
  return dt > 0 ? Math.min(most, Math.max(-most, (after - before) / dt)) : 0
}

/** UN R157: the hazard warning lights go on with a minimal-risk manoeuvre. */
function turnSignalFor(mode: CommandMode): TurnSignal {
  return mode === 'minimal-risk' ? 'hazard' : 'off'
}

/** Ascending by code unit, so that the bytes do not depend on the locale or on which sensor reported first. */
function newestBySensor(scene: Scene, names: readonly string[]): ControlCommand['newest'] {
  return names.map((sensor) => ({ sensor, stamp: scene.newest.get(sensor) ?? NEVER }))
}

/** Sorted again only when a sensor has joined: the set of sensors settles in the first second. */
function sensorNames(scene: Scene, known: readonly string[]): readonly string[] {
  const isKnown = scene.newest.size === known.length && known.every((name) => scene.newest.has(name))
  return isKnown ? known : [...scene.newest.keys()].sort()
}
