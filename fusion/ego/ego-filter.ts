import { enuFromGeodetic } from '../../src/common/geodesy/local-frame.ts'
import type {
  GnssObservation,
  InertialObservation,
  Observation,
  SteeringObservation,
  WheelSpeedObservation,
  YawRateObservation,
} from '../../src/core/observations.ts'
import { NO_WARNINGS } from '../../src/core/ports.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { alignWithFix, anchorFrame } from './alignment.ts'
import { type EgoFilterState, MEMORY } from './ego-filter-state.ts'
import { EGO } from './ego-index.ts'
import { predictEgo } from './ego-prediction.ts'
import { channelInterval, channelVariance, updateGatedChannel } from './gated-update.ts'
import { COURSE_MINIMAL_SPEED, measureFixCourse, measureFixPosition, measureFixSpeed } from './gnss-measurements.ts'
import { type EgoObservation, findFault, isEgoObservation } from './plausibility.ts'
import { effectiveVariance } from './sensor-noise.ts'
import {
  measureForwardForce,
  measureStandstill,
  measureSteering,
  measureWheelSpeed,
  measureYawRate,
  STEERING_MINIMAL_SPEED,
} from './vehicle-measurements.ts'

/**
 * m/s on every wheel, and s for which it must last, before the car counts as standing: wheel sensors stop counting below
 * walking pace, so a single zero is not a standstill.
 */
const STANDING_WHEEL_SPEED = 0.05
const STANDING_AFTER = 0.3

/**
 * Folds one observation into the filter: predict to its stamp, gate, update. Observations must come in stamp order;
 * an earlier one is told and dropped (the window of past states above this filter brings it in its place). Kinds that
 * say nothing about the ego are ignored. Changes `state`; allocates nothing but warnings, and on a fix.
 */
export function observeEgo(state: EgoFilterState, observation: Observation): readonly Warning[] {
  if (!isEgoObservation(observation)) return NO_WARNINGS
  state.innovations.fill(Number.NaN)
  const fault = findFault(observation)
  if (fault !== null) return [notPlausible(observation, fault)]
  const { memory, x, P } = state
  const before = memory[MEMORY.stamp]!
  if (observation.stamp < before) return [tooLate(observation, before)]
  if (before !== NEVER) predictEgo(state, x, P, secondsBetween(before, observation.stamp))
  memory[MEMORY.stamp] = observation.stamp

  const warnings: Warning[] = []
  switch (observation.kind) {
    case 'wheel-speeds':
      observeWheels(state, observation, warnings)
      break
    case 'steering':
      observeSteering(state, observation, warnings)
      break
    case 'yaw-rate':
      observeYawRate(state, observation, warnings)
      break
    case 'imu':
      observeInertial(state, observation, warnings)
      break
    case 'gnss':
      observeFix(state, observation, warnings)
      break
  }
  return warnings
}

function observeWheels(state: EgoFilterState, wheels: WheelSpeedObservation, warnings: Warning[]): void {
  const { measurement, x, config, memory } = state
  const variance = channelVariance(state, 'wheel-speeds', config.sensors.wheelSpeed, wheels.stamp)
  measureWheelSpeed(measurement, x, 0.5 * (wheels.rearLeft + wheels.rearRight), variance)
  updateGatedChannel(state, 'wheel-speeds', wheels.stamp, warnings)
  memory[MEMORY.hasSpeed] = 1
  if (isStanding(state, wheels)) observeStandstill(state, wheels.stamp, warnings)
}

function isStanding({ memory }: EgoFilterState, wheels: WheelSpeedObservation): boolean {
  const fastest = Math.max(
    Math.abs(wheels.frontLeft),
    Math.abs(wheels.frontRight),
    Math.abs(wheels.rearLeft),
    Math.abs(wheels.rearRight),
  )
  if (fastest > STANDING_WHEEL_SPEED) {
    memory[MEMORY.standingSince] = Number.NaN
    return false
  }
  if (Number.isNaN(memory[MEMORY.standingSince]!)) memory[MEMORY.standingSince] = wheels.stamp
  return secondsBetween(memory[MEMORY.standingSince]!, wheels.stamp) >= STANDING_AFTER
}

function observeStandstill(state: EgoFilterState, stamp: Stamp, warnings: Warning[]): void {
  const { standstillSpeed, standstillYawRate, standstillAcceleration } = state.config.sensors
  const interval = channelInterval(state, 'standstill', stamp)
  measureStandstill(
    state.measurement,
    state.x,
    effectiveVariance(standstillSpeed, interval),
    effectiveVariance(standstillYawRate, interval),
    effectiveVariance(standstillAcceleration, interval),
  )
  updateGatedChannel(state, 'standstill', stamp, warnings)
}

function observeSteering(state: EgoFilterState, steering: SteeringObservation, warnings: Warning[]): void {
  const { measurement, x, config, memory } = state
  memory[MEMORY.frontWheelAngle] = steering.frontWheelAngle
  if (memory[MEMORY.hasSpeed] !== 1 || !(x[EGO.speed]! >= STEERING_MINIMAL_SPEED)) return
  const variance = channelVariance(state, 'steering', config.sensors.steering, steering.stamp)
  measureSteering(measurement, x, steering.frontWheelAngle, variance, config.geometry)
  updateGatedChannel(state, 'steering', steering.stamp, warnings)
  memory[MEMORY.hasYawRate] = 1
}

function observeYawRate(state: EgoFilterState, observation: YawRateObservation, warnings: Warning[]): void {
  const variance = channelVariance(state, 'yaw-rate', state.config.sensors.yawRate, observation.stamp)
  measureYawRate(state.measurement, state.x, observation.yawRate, variance, EGO.yawRateBias)
  updateGatedChannel(state, 'yaw-rate', observation.stamp, warnings)
  state.memory[MEMORY.hasYawRate] = 1
}

function observeInertial(state: EgoFilterState, sample: InertialObservation, warnings: Warning[]): void {
  const { measurement, x, config, memory } = state
  const yawRate = sample.angularVelocity[2]
  if (Number.isFinite(yawRate)) {
    const variance = channelVariance(state, 'gyro', config.sensors.gyro, sample.stamp)
    measureYawRate(measurement, x, yawRate, variance, EGO.gyroBias)
    updateGatedChannel(state, 'gyro', sample.stamp, warnings)
    memory[MEMORY.hasYawRate] = 1
  }
  const force = sample.acceleration[0]
  if (Number.isFinite(force)) {
    const variance = channelVariance(state, 'accelerometer', config.sensors.accelerometer, sample.stamp)
    measureForwardForce(measurement, x, force, variance, config.geometry)
    updateGatedChannel(state, 'accelerometer', sample.stamp, warnings)
  }
}

function observeFix(state: EgoFilterState, fix: GnssObservation, warnings: Warning[]): void {
  const { measurement, x, config, memory } = state
  const { sensors, geometry } = config
  const isAligned = alignWithFix(state, fix)
  if (isAligned) {
    const [east, north, up] = fix.positionVariance
    measureFixPosition(
      measurement,
      x,
      enuFromGeodetic(anchorFrame(state), fix),
      [
        reportedOr(east, sensors.gnssHorizontal),
        reportedOr(north, sensors.gnssHorizontal),
        reportedOr(up, sensors.gnssVertical),
      ],
      geometry,
    )
    updateGatedChannel(state, 'fix-position', fix.stamp, warnings)
  }
  if (Number.isFinite(fix.speed)) {
    measureFixSpeed(measurement, x, fix.speed, sensors.gnssSpeed ** 2, geometry)
    updateGatedChannel(state, 'fix-speed', fix.stamp, warnings)
    memory[MEMORY.hasSpeed] = 1
  }
  // At low speed the course is only as good as the speed's error across the path.
  const isMoving = Math.min(fix.speed, x[EGO.speed]!) >= COURSE_MINIMAL_SPEED
  if (isAligned && Number.isFinite(fix.course) && isMoving) {
    const variance = sensors.gnssCourse ** 2 + (sensors.gnssSpeed / x[EGO.speed]!) ** 2
    measureFixCourse(measurement, x, fix.course, variance, geometry)
    updateGatedChannel(state, 'fix-course', fix.stamp, warnings)
  }
}

/** A variance that the receiver reports, m², or the square of the table's deviation where it reports none. */
function reportedOr(reported: number, deviation: number): number {
  return reported > 0 ? reported : deviation * deviation
}

function notPlausible({ kind, sensor, stamp }: EgoObservation, fault: string): Warning {
  return { code: `ego-${kind}-not-plausible`, stamp, detail: `${sensor} at ${(stamp / 1e9).toFixed(3)} s: ${fault}` }
}

function tooLate({ sensor, stamp }: EgoObservation, before: Stamp): Warning {
  const detail = `${sensor}: expected a stamp of at least ${(before / 1e9).toFixed(3)} s, found ${(stamp / 1e9).toFixed(3)} s`
  return { code: 'ego-observation-late', stamp, detail }
}
