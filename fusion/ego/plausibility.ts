import type {
  GnssObservation,
  InertialObservation,
  Observation,
  SteeringObservation,
  WheelSpeedObservation,
  YawRateObservation,
} from '../../src/core/observations.ts'

export type EgoObservation =
  | WheelSpeedObservation
  | SteeringObservation
  | YawRateObservation
  | InertialObservation
  | GnssObservation

export function isEgoObservation(observation: Observation): observation is EgoObservation {
  switch (observation.kind) {
    case 'wheel-speeds':
    case 'steering':
    case 'yaw-rate':
    case 'imu':
    case 'gnss':
      return true
    default:
      return false
  }
}

/** What no road vehicle does: a value beyond is a fault of the sensor or of its decoding. */
const FASTEST = 150
const LARGEST_FRONT_WHEEL_ANGLE = 1.4
const LARGEST_YAW_RATE = 10
const LARGEST_FORCE = 100
const ALTITUDES = [-1000, 20_000] as const

/** What is wrong with the values themselves, in words, or null. NaN where a field allows it is not a fault. */
export function findFault(observation: EgoObservation): string | null {
  if (!Number.isFinite(observation.stamp)) return `expected a finite stamp, found ${observation.stamp}`
  switch (observation.kind) {
    case 'wheel-speeds': {
      const { frontLeft, frontRight, rearLeft, rearRight } = observation
      const largest = Math.max(Math.abs(frontLeft), Math.abs(frontRight), Math.abs(rearLeft), Math.abs(rearRight))
      return within('wheel speeds', largest, -FASTEST, FASTEST, 'm/s')
    }
    case 'steering':
      return within(
        'a front-wheel angle',
        observation.frontWheelAngle,
        -LARGEST_FRONT_WHEEL_ANGLE,
        LARGEST_FRONT_WHEEL_ANGLE,
        'rad',
      )
    case 'yaw-rate':
      return within('a yaw rate', observation.yawRate, -LARGEST_YAW_RATE, LARGEST_YAW_RATE, 'rad/s')
    case 'imu':
      return findInertialFault(observation)
    case 'gnss':
      return findFixFault(observation)
  }
}

/** An axis that is not measured is NaN; only a sample without any usable axis is a fault. */
function findInertialFault({ angularVelocity, acceleration }: InertialObservation): string | null {
  const yawRate = angularVelocity[2]
  const force = acceleration[0]
  if (Number.isNaN(yawRate) && Number.isNaN(force)) return 'expected a yaw rate or a forward force, found NaN for both'
  return (
    (Number.isNaN(yawRate) ? null : within('a yaw rate', yawRate, -LARGEST_YAW_RATE, LARGEST_YAW_RATE, 'rad/s')) ??
    (Number.isNaN(force) ? null : within('a forward force', force, -LARGEST_FORCE, LARGEST_FORCE, 'm/s²'))
  )
}

function findFixFault({ latitude, longitude, altitude, speed, course }: GnssObservation): string | null {
  return (
    within('a latitude', latitude, -Math.PI / 2, Math.PI / 2, 'rad') ??
    within('a longitude', longitude, -2 * Math.PI, 2 * Math.PI, 'rad') ??
    within('an altitude', altitude, ALTITUDES[0], ALTITUDES[1], 'm') ??
    (Number.isNaN(speed) ? null : within('a speed', speed, 0, FASTEST, 'm/s')) ??
    (Number.isNaN(course) ? null : within('a course', course, -4 * Math.PI, 4 * Math.PI, 'rad'))
  )
}

function within(what: string, value: number, least: number, most: number, unit: string): string | null {
  if (value >= least && value <= most) return null
  return `expected ${what} from ${least.toPrecision(4)} to ${most.toPrecision(4)} ${unit}, found ${value}`
}
