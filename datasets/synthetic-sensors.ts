import type { Random } from '../src/common/random/xoshiro.ts'
import { GENERIC_CAR } from '../src/common/vehicle/generic-car.ts'
import { RADIANS_PER_DEGREE } from '../src/core/angle.ts'
import type { ImuSample, RadarDetection, RadarScan } from '../src/core/messages.ts'
import type { EgoMotion, OtherMotion, TrafficState } from './synthetic-traffic.ts'

const GRAVITY = 9.80665

/** What the sensors do to the truth. Standard deviations unless said otherwise; biases are constant over a drive. */
export const SYNTHETIC_NOISE = {
  /** Reported over true wheel speed: tyres 0.6 % larger than the car believes. */
  wheelScale: 1 / 1.006,
  /** m/s; 48 to 96 pulses a turn, filtered by the ABS unit. */
  wheelSpeed: 0.02,
  /** rad at the steering wheel; Bosch LWS data sheet: resolution 0.1°. The offset is a wheel mounted half a degree off. */
  steeringWheel: 0.1 * RADIANS_PER_DEGREE,
  steeringOffset: 0.5 * RADIANS_PER_DEGREE,
  /** rad/s; Bosch MM5.10 data sheet: noise 0.1 °/s, offset below 3 °/s before the car's own calibration. */
  yawRate: 0.1 * RADIANS_PER_DEGREE,
  yawRateBias: 0.3 * RADIANS_PER_DEGREE,
  /** rad/s and m/s²; Bosch BMI088 data sheet: 0.014 °/s/√Hz and 175 µg/√Hz over 50 Hz, plus the engine. */
  gyro: 0.1 * RADIANS_PER_DEGREE,
  gyroBias: 0.15 * RADIANS_PER_DEGREE,
  accelerometer: 0.05,
  accelerometerBias: 0.03,
  /** Continental ARS 408-21 data sheet: ±0.1 m near, ±0.3° at the middle, ±0.1 km/h, taken as twice the deviation. */
  radarRange: 0.1,
  radarAzimuth: 0.3 * RADIANS_PER_DEGREE,
  radarRangeRate: 0.05,
  /** Share of scans that miss a target in view, and that hold a ghost. */
  radarMiss: 0.03,
  radarGhost: 0.05,
} as const

/** Signals of the generic car's WHEEL_SPEEDS in km/h: each wheel's own speed over ground along its rolling direction. */
export function wheelSpeeds(ego: EgoMotion, random: Random): Record<string, number> {
  const { wheelbase, trackWidth } = GENERIC_CAR.geometry
  const yawRate = ego.speed * ego.curvature
  const angle = Math.atan(wheelbase * ego.curvature)
  // Velocity of a wheel in the ego frame is (v - ω y, ω x); a front wheel rolls along the steering angle.
  const wheel = (x: number, y: number) => {
    const steered = x === 0 ? 0 : angle
    const rolling = (ego.speed - yawRate * y) * Math.cos(steered) + yawRate * x * Math.sin(steered)
    return (rolling * SYNTHETIC_NOISE.wheelScale + SYNTHETIC_NOISE.wheelSpeed * random.normal()) * 3.6
  }
  return {
    FRONT_LEFT: wheel(wheelbase, trackWidth / 2),
    FRONT_RIGHT: wheel(wheelbase, -trackWidth / 2),
    REAR_LEFT: wheel(0, trackWidth / 2),
    REAR_RIGHT: wheel(0, -trackWidth / 2),
  }
}

/** Signals of STEERING in degrees at the steering wheel. `rate` is the front wheels' true one, rad/s. */
export function steering(ego: EgoMotion, rate: number, random: Random): Record<string, number> {
  const { wheelbase, steeringRatio } = GENERIC_CAR.geometry
  const angle = Math.atan(wheelbase * ego.curvature) * steeringRatio + SYNTHETIC_NOISE.steeringOffset
  return {
    WHEEL_ANGLE: (angle + SYNTHETIC_NOISE.steeringWheel * random.normal()) / RADIANS_PER_DEGREE,
    WHEEL_RATE: (rate * steeringRatio) / RADIANS_PER_DEGREE,
  }
}

/** Signals of MOTION in °/s and m/s². */
export function motion(ego: EgoMotion, random: Random): Record<string, number> {
  const yawRate = ego.speed * ego.curvature + SYNTHETIC_NOISE.yawRateBias + SYNTHETIC_NOISE.yawRate * random.normal()
  return {
    YAW_RATE: yawRate / RADIANS_PER_DEGREE,
    ACCELERATION_X: ego.acceleration + SYNTHETIC_NOISE.accelerometer * random.normal(),
    ACCELERATION_Y: ego.speed ** 2 * ego.curvature + SYNTHETIC_NOISE.accelerometer * random.normal(),
  }
}

/** The IMU stands over the rear axle, so that turning adds nothing to its accelerations but v ω. */
export function imuSample(ego: EgoMotion, random: Random): ImuSample {
  const { gyro, gyroBias, accelerometer, accelerometerBias } = SYNTHETIC_NOISE
  const noisy = (value: number, deviation: number, bias: number) => value + bias + deviation * random.normal()
  return {
    kind: 'imu',
    acceleration: [
      noisy(ego.acceleration, accelerometer, accelerometerBias),
      noisy(ego.speed ** 2 * ego.curvature, accelerometer, -accelerometerBias),
      noisy(GRAVITY, accelerometer, 0),
    ],
    angularVelocity: [noisy(0, gyro, 0), noisy(0, gyro, 0), noisy(ego.speed * ego.curvature, gyro, gyroBias)],
  }
}

/** One scan of the front radar: the middle of the face that each car turns to it, seldom a ghost. */
export function radarScan({ ego, others }: TrafficState, random: Random): RadarScan {
  const mounting = GENERIC_CAR.mountings['radar/front']!
  const reach = mounting.fieldOfView!
  const detections: RadarDetection[] = []
  for (const other of others) {
    const seen = measure(ego, other, mounting.position[0])
    const isMissed = random.uniform() < SYNTHETIC_NOISE.radarMiss
    if (isMissed || seen.range > reach.range || Math.abs(seen.azimuth) > reach.azimuth) continue
    detections.push(detection(seen.range, seen.azimuth, seen.rangeRate, random))
  }
  if (random.uniform() < SYNTHETIC_NOISE.radarGhost) {
    const azimuth = random.between(-reach.azimuth, reach.azimuth)
    detections.push(detection(random.between(5, reach.range), azimuth, random.between(-30, 10), random))
  }
  return { kind: 'radar', sensor: 'front', detections }
}

/** Range, azimuth and range rate of a car's near face in the frame of a radar on the ego's x axis. */
export function measure(
  ego: EgoMotion,
  other: OtherMotion,
  radarX: number,
): { range: number; azimuth: number; rangeRate: number } {
  const cos = Math.cos(ego.yaw)
  const sin = Math.sin(ego.yaw)
  const isSameWay = Math.cos(other.yaw - ego.yaw) > 0
  const face = (isSameWay ? -other.length : other.length) / 2
  const dx = other.x + face * Math.cos(other.yaw) - ego.x
  const dy = other.y + face * Math.sin(other.yaw) - ego.y
  const x = cos * dx + sin * dy - radarX
  const y = -sin * dx + cos * dy
  const vx = cos * other.speed * Math.cos(other.yaw) + sin * other.speed * Math.sin(other.yaw) - ego.speed
  const vy =
    -sin * other.speed * Math.cos(other.yaw) +
    cos * other.speed * Math.sin(other.yaw) -
    ego.speed * ego.curvature * radarX
  const range = Math.hypot(x, y)
  return { range, azimuth: Math.atan2(y, x), rangeRate: (x * vx + y * vy) / range }
}

function detection(range: number, azimuth: number, rangeRate: number, random: Random): RadarDetection {
  const { radarRange, radarAzimuth, radarRangeRate } = SYNTHETIC_NOISE
  return {
    range: range + radarRange * random.normal(),
    rangeStandardDeviation: radarRange,
    azimuth: azimuth + radarAzimuth * random.normal(),
    azimuthStandardDeviation: radarAzimuth,
    elevation: Number.NaN,
    elevationStandardDeviation: Number.NaN,
    rangeRate: rangeRate + radarRangeRate * random.normal(),
    rangeRateStandardDeviation: radarRangeRate,
    radarCrossSection: 10 + 3 * random.normal(),
    slot: -1,
    isNewInSlot: false,
  }
}
