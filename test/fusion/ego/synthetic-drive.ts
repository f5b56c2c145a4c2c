import type { EgoGeometry } from '../../../fusion/ego/ego-config.ts'
import { createLocalFrame, geodeticFromEnu } from '../../../src/common/geodesy/local-frame.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import type { Observation } from '../../../src/core/observations.ts'
import { stampFromSeconds } from '../../../src/core/time.ts'

/** What the driver does at t seconds: m/s² along x and rad/s. */
export interface Manoeuvre {
  readonly seconds: number
  readonly startSpeed: number
  readonly startYaw: number
  readonly acceleration: (t: number) => number
  readonly yawRate: (t: number, speed: number) => number
}

/** The faults that the filter has to find. */
export interface SensorFaults {
  readonly wheelScale: number
  readonly gyroBias: number
  readonly yawRateBias: number
  readonly steeringOffset: number
  readonly accelerationBias: number
  readonly gnssLatency: number
  readonly gnssVelocityLatency: number
  /** East, north, up error of every fix at t seconds, m. */
  readonly gnssBias: (t: number) => readonly [number, number, number]
}

export const FAULTLESS: SensorFaults = {
  wheelScale: 1,
  gyroBias: 0,
  yawRateBias: 0,
  steeringOffset: 0,
  accelerationBias: 0,
  gnssLatency: 0,
  gnssVelocityLatency: 0,
  gnssBias: () => [0, 0, 0],
}

export interface TruthSample {
  readonly stamp: number
  readonly east: number
  readonly north: number
  readonly yaw: number
  readonly speed: number
  readonly yawRate: number
}

export interface SyntheticDrive {
  /** In stamp order. */
  readonly observations: readonly Observation[]
  /** Every 10 ms. */
  readonly truth: readonly TruthSample[]
}

export const SYNTHETIC_GEOMETRY: EgoGeometry = {
  wheelbase: 2.7,
  understeer: 0.002,
  antenna: [1.5, 0, 1.5],
  imu: [1, 0, 0.5],
}
const TRACK_WIDTH = 1.56
/** Where the truth's east and north are 0. */
export const SYNTHETIC_ORIGIN = { latitude: 0.84, longitude: 0.2, altitude: 450 }

/** s; the truth is integrated ten times finer than any sensor samples it. */
const STEP = 1e-3

/** A car on a flat plane, integrated on its own (not with the filter's model), and all its sensors with white noise. */
export function createSyntheticDrive(manoeuvre: Manoeuvre, faults: SensorFaults, seed: number): SyntheticDrive {
  const steps = integrate(manoeuvre)
  const random = new Random(seed)
  const gaussian = () => random.normal()
  const observations: Observation[] = []
  const truth: TruthSample[] = []
  const at = (t: number): Step => steps[Math.min(steps.length - 1, Math.max(0, Math.round(t / STEP)))]!
  for (let i = 0; i < steps.length; i += 10) {
    const step = steps[i]!
    const base = { stamp: stampFromSeconds(step.t), sequence: i / 10 }
    const { east, north, yaw, speed, yawRate } = step
    truth.push({ stamp: base.stamp, east, north, yaw, speed, yawRate })
    observations.push(...observeCar(step, base, faults, gaussian))
    if (base.sequence % 10 !== 0) continue
    const fixed = at(step.t - faults.gnssLatency)
    const moved = at(step.t - faults.gnssVelocityLatency)
    observations.push(observeFix(fixed, moved, faults.gnssBias(step.t), base, gaussian))
  }
  return { observations, truth }
}

interface Base {
  readonly stamp: number
  readonly sequence: number
}

function observeCar(step: Step, base: Base, faults: SensorFaults, gaussian: () => number): Observation[] {
  const { speed, yawRate, acceleration } = step
  const { wheelbase, understeer, imu } = SYNTHETIC_GEOMETRY
  const wheel = (sideways: number) => {
    const reported = Math.abs(speed + sideways) / faults.wheelScale
    // Tooth wheels give nothing below walking pace.
    return reported < 0.1 ? 0 : reported + 0.03 * gaussian()
  }
  const half = 0.5 * TRACK_WIDTH * yawRate
  const [frontLeft, frontRight, rearLeft, rearRight] = [wheel(-half), wheel(half), wheel(-half), wheel(half)]
  const curvature = speed > 0.5 ? yawRate / speed : 0
  const steered = Math.atan(curvature * wheelbase * (1 + understeer * speed * speed))
  const force = acceleration - yawRate * yawRate * imu[0] + faults.accelerationBias + 0.1 * gaussian()
  return [
    { ...base, kind: 'wheel-speeds', sensor: 'wheel-speeds', frontLeft, frontRight, rearLeft, rearRight },
    {
      ...base,
      kind: 'steering',
      sensor: 'steering',
      frontWheelAngle: steered + faults.steeringOffset + 0.0005 * gaussian(),
      frontWheelAngleRate: Number.NaN,
    },
    { ...base, kind: 'yaw-rate', sensor: 'yaw-rate', yawRate: yawRate + faults.yawRateBias + 0.003 * gaussian() },
    {
      ...base,
      kind: 'imu',
      sensor: 'imu',
      acceleration: [force, 0, 9.81],
      angularVelocity: [0, 0, yawRate + faults.gyroBias + 0.002 * gaussian()],
    },
  ]
}

const FRAME = createLocalFrame(SYNTHETIC_ORIGIN)

/** A fix whose position is of one past step, and speed and course of another. */
function observeFix(
  fixed: Step,
  moved: Step,
  bias: readonly [number, number, number],
  base: Base,
  gaussian: () => number,
): Observation {
  const [lever, , height] = SYNTHETIC_GEOMETRY.antenna
  const sideways = moved.yawRate * lever
  const position = [
    fixed.east + lever * Math.cos(fixed.yaw) + bias[0] + 0.2 * gaussian(),
    fixed.north + lever * Math.sin(fixed.yaw) + bias[1] + 0.2 * gaussian(),
    height + bias[2] + 0.3 * gaussian(),
  ] as const
  return {
    ...base,
    kind: 'gnss',
    sensor: 'gnss',
    ...geodeticFromEnu(FRAME, position),
    positionVariance: [Number.NaN, Number.NaN, Number.NaN],
    speed: Math.max(0, Math.hypot(moved.speed, sideways) + 0.05 * gaussian()),
    course: moved.yaw + Math.atan2(sideways, Math.max(moved.speed, 1e-6)) + 0.005 * gaussian(),
  }
}

interface Step {
  readonly t: number
  readonly east: number
  readonly north: number
  readonly yaw: number
  readonly speed: number
  readonly yawRate: number
  readonly acceleration: number
}

function integrate({ seconds, startSpeed, startYaw, acceleration, yawRate }: Manoeuvre): Step[] {
  const steps: Step[] = []
  let [east, north, yaw, speed] = [0, 0, startYaw, startSpeed]
  for (let i = 0; i <= Math.round(seconds / STEP); i++) {
    const t = i * STEP
    const wanted = acceleration(t)
    const actual = speed <= 0 && wanted < 0 ? 0 : wanted
    const rate = yawRate(t, speed)
    steps.push({ t, east, north, yaw, speed, yawRate: rate, acceleration: actual })
    const middle = yaw + 0.5 * rate * STEP
    const distance = Math.max(0, speed + 0.5 * actual * STEP) * STEP
    east += distance * Math.cos(middle)
    north += distance * Math.sin(middle)
    yaw += rate * STEP
    speed = Math.max(0, speed + actual * STEP)
  }
  return steps
}
