import type { EncodedFrame } from '../../common/vehicle/frame-encoder.ts'
import { type ActuatorState, stepActuators } from './actuators.ts'
import type { DriverState } from './car-signals.ts'
import { CommandReceiver, type ReceivedCommand, type ReceiverCounts } from './command-receiver.ts'
import type { EgoMotion } from './ego-motion.ts'
import type { EgoParameters } from './ego-parameters.ts'
import { stepSingleTrack, type VehicleModel } from './single-track.ts'

/** s without a good command frame after which the car stops by itself: ten control periods. */
export const COMMAND_TIMEOUT = 0.1
/** m/s²: within the minimal-risk stop's bound of UN R157, 4 m/s². */
export const TIMEOUT_DECELERATION = 3.5
/** s, so that the sums of decimal fractions do not decide on which side of a boundary a frame falls. */
const TIME_TOLERANCE = 1e-6

interface Arriving {
  readonly time: number
  readonly frame: EncodedFrame
}

/** The simulated car as the stack meets it: command frames in, motion out. Times are s on the simulation's clock. */
export class EgoVehicle {
  motion: EgoMotion
  readonly #parameters: EgoParameters
  readonly #model: VehicleModel
  readonly #receiver: CommandReceiver
  readonly #bus: Arriving[] = []
  /** Good commands that the actuators have not yet felt. */
  readonly #pending: ReceivedCommand[] = []
  #followed: ReceivedCommand | null = null
  #actuators: ActuatorState
  #accepted = 0

  constructor(parameters: EgoParameters, start: EgoMotion, model: VehicleModel = 'dynamic') {
    this.#parameters = parameters
    this.#model = model
    this.#receiver = new CommandReceiver(parameters.vehicle)
    this.motion = start
    this.#actuators = start
  }

  get counts(): Readonly<ReceiverCounts> {
    return this.#receiver.counts
  }

  /** What the car shows to others: hazard lights while it stops by itself. */
  get driver(): DriverState {
    return { gear: 'drive', turnSignal: this.#hasTimedOut ? 'hazard' : (this.#followed?.turnSignal ?? 'off') }
  }

  /** Puts a frame on the car's bus, to be received at `time`; in order of time. */
  send(frame: EncodedFrame, time: number): void {
    this.#bus.push({ time, frame })
  }

  #hasTimedOut = false

  /** From `time` to `time + dt`. */
  step(time: number, dt: number): void {
    this.#receive(time)
    const { accelerationAsked, angleAsked } = this.#asked(time)
    this.#actuators = stepActuators(this.#actuators, accelerationAsked, angleAsked, dt, this.#parameters)
    this.motion = stepSingleTrack(this.motion, this.#actuators, dt, this.#parameters, this.#model)
  }

  #receive(time: number): void {
    while (this.#bus.length > 0 && this.#bus[0]!.time <= time + TIME_TOLERANCE) {
      const { frame, time: arrival } = this.#bus.shift()!
      this.#receiver.receive(frame.id, frame.data, arrival)
      if (this.#receiver.counts.accepted > this.#accepted) {
        this.#accepted = this.#receiver.counts.accepted
        this.#pending.push(this.#receiver.last!)
      }
    }
    const felt = time - this.#parameters.deadTime + TIME_TOLERANCE
    while (this.#pending.length > 0 && this.#pending[0]!.time <= felt) this.#followed = this.#pending.shift()!
  }

  /** In standby, and before the first command, nobody drives: the car rolls on as it is. */
  #asked(time: number): { accelerationAsked: number; angleAsked: number } {
    const command = this.#followed
    const heard = this.#receiver.last
    this.#hasTimedOut = heard !== null && time - heard.time > COMMAND_TIMEOUT + TIME_TOLERANCE
    const angle = this.#actuators.frontWheelAngle
    if (this.#hasTimedOut) return { accelerationAsked: -TIMEOUT_DECELERATION, angleAsked: angle }
    if (!command || command.mode === 'standby') return { accelerationAsked: 0, angleAsked: angle }
    return { accelerationAsked: command.acceleration, angleAsked: command.frontWheelAngle }
  }
}
