import type { Random } from '../../common/random/xoshiro.ts'
import { type EncodedFrame, FrameEncoder } from '../../common/vehicle/frame-encoder.ts'
import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import { GEARS, type Gear, TURN_SIGNALS, type TurnSignal } from '../../core/command.ts'
import type { EgoMotion } from './ego-motion.ts'
import type { EgoParameters } from './ego-parameters.ts'

/** What the car's own sensors do to the truth. Standard deviations unless said otherwise. */
export interface CarSensorErrors {
  /** Reported over true wheel speed: the tyres are not as large as the car believes. */
  readonly wheelScale: number
  /** m/s */
  readonly wheelSpeed: number
  /** rad at the steering wheel; the offset is constant over a drive. */
  readonly steeringWheel: number
  readonly steeringOffset: number
  /** rad/s; the bias is constant over a drive. */
  readonly yawRate: number
  readonly yawRateBias: number
  /** m/s² */
  readonly acceleration: number
}

/**
 * Tyres 0.6 % larger than believed; wheel pulses as filtered by the ABS unit; Bosch LWS steering sensor data sheet:
 * resolution 0.1°, a wheel mounted half a degree off; Bosch MM5.10 data sheet: 0.1 °/s, offset below 3 °/s before the
 * car's own calibration.
 */
export const TYPICAL_ERRORS: CarSensorErrors = {
  wheelScale: 1 / 1.006,
  wheelSpeed: 0.02,
  steeringWheel: 0.1 * RADIANS_PER_DEGREE,
  steeringOffset: 0.5 * RADIANS_PER_DEGREE,
  yawRate: 0.1 * RADIANS_PER_DEGREE,
  yawRateBias: 0.3 * RADIANS_PER_DEGREE,
  acceleration: 0.05,
}

export const NO_ERRORS: CarSensorErrors = {
  wheelScale: 1,
  wheelSpeed: 0,
  steeringWheel: 0,
  steeringOffset: 0,
  yawRate: 0,
  yawRateBias: 0,
  acceleration: 0,
}

/** m/s² at full pedal: the pedals are for people who read the log. */
const FULL_ACCELERATION = 4
const FULL_BRAKING = 8
const KMH_PER_MS = 3.6

export interface DriverState {
  readonly gear: Gear
  readonly turnSignal: TurnSignal
}

/** The generic car's sending side: its motion as frames of its DBC, with counter and checksum. */
export class CarSignals {
  readonly #parameters: EgoParameters
  readonly #errors: CarSensorErrors
  readonly #random: Random
  readonly #encoder: FrameEncoder

  constructor(parameters: EgoParameters, errors: CarSensorErrors, random: Random) {
    this.#parameters = parameters
    this.#errors = errors
    this.#random = random
    this.#encoder = new FrameEncoder(parameters.vehicle, '0')
  }

  /** The frames of one 100 Hz cycle; `driver` adds the slower frame of pedals, gear and signals. */
  frames(motion: EgoMotion, driver: DriverState | null): EncodedFrame[] {
    const frames = [
      this.#encoder.encode('WHEEL_SPEEDS', this.#wheelSpeeds(motion)),
      this.#encoder.encode('STEERING', this.#steering(motion)),
      this.#encoder.encode('MOTION', this.#motion(motion)),
    ]
    if (driver) {
      const ACCELERATOR = Math.min(100, Math.max(0, (100 * motion.acceleration) / FULL_ACCELERATION))
      const BRAKE = Math.min(100, Math.max(0, (-100 * motion.acceleration) / FULL_BRAKING))
      const GEAR = GEARS.indexOf(driver.gear)
      const TURN_SIGNAL = TURN_SIGNALS.indexOf(driver.turnSignal)
      frames.push(this.#encoder.encode('DRIVER', { ACCELERATOR, BRAKE, GEAR, TURN_SIGNAL }))
    }
    return frames
  }

  /** km/h: each wheel's own speed over ground along its rolling direction. */
  #wheelSpeeds(motion: EgoMotion): Record<string, number> {
    const { wheelbase, trackWidth } = this.#parameters.vehicle.geometry
    const { wheelScale, wheelSpeed } = this.#errors
    const { speed, lateralSpeed, yawRate, frontWheelAngle } = motion
    // Velocity of a wheel at (x, y) in the ego frame is (v - ω y, vy + ω x); a front wheel rolls along the steering angle.
    const wheel = (x: number, y: number) => {
      const angle = x === 0 ? 0 : frontWheelAngle
      const rolling = (speed - yawRate * y) * Math.cos(angle) + (lateralSpeed + yawRate * x) * Math.sin(angle)
      return (rolling * wheelScale + wheelSpeed * this.#random.normal()) * KMH_PER_MS
    }
    return {
      FRONT_LEFT: wheel(wheelbase, trackWidth / 2),
      FRONT_RIGHT: wheel(wheelbase, -trackWidth / 2),
      REAR_LEFT: wheel(0, trackWidth / 2),
      REAR_RIGHT: wheel(0, -trackWidth / 2),
    }
  }

  /** Degrees at the steering wheel. */
  #steering(motion: EgoMotion): Record<string, number> {
    const { steeringRatio } = this.#parameters.vehicle.geometry
    const { steeringOffset, steeringWheel } = this.#errors
    const angle = motion.frontWheelAngle * steeringRatio + steeringOffset + steeringWheel * this.#random.normal()
    return {
      WHEEL_ANGLE: angle / RADIANS_PER_DEGREE,
      WHEEL_RATE: (motion.frontWheelAngleRate * steeringRatio) / RADIANS_PER_DEGREE,
    }
  }

  #motion(motion: EgoMotion): Record<string, number> {
    const { yawRate, yawRateBias, acceleration } = this.#errors
    return {
      YAW_RATE: (motion.yawRate + yawRateBias + yawRate * this.#random.normal()) / RADIANS_PER_DEGREE,
      ACCELERATION_X: motion.acceleration + acceleration * this.#random.normal(),
      ACCELERATION_Y: motion.lateralAcceleration + acceleration * this.#random.normal(),
    }
  }
}
