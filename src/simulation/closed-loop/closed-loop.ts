import { commandFrames } from '../../common/vehicle/command-frames.ts'
import { FrameEncoder } from '../../common/vehicle/frame-encoder.ts'
import type { VehicleTable } from '../../common/vehicle/vehicle-table.ts'
import type { ControlCommand } from '../../core/command.ts'
import type { Message } from '../../core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../../core/time.ts'
import { type DriveRecorder, FIRST_STATE, STEPS_PER_STATE } from './drive-recorder.ts'
import type { SensorSuite } from './sensor-suite.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** The stack under test: takes what has arrived by `now` and runs all ticks that are due by then. */
interface Stack {
  feed(messages: readonly Message[], now: Stamp): Promise<void>
}

export interface ClosedLoopOptions {
  readonly world: SimulatedWorld
  readonly sensors: SensorSuite
  readonly stack: Stack
  readonly recorder: DriveRecorder
  /** Sees every step before the stack does: what has arrived, in the world of that moment. */
  readonly stepped?: (messages: readonly Message[], world: SimulatedWorld, sensors: SensorSuite) => void | Promise<void>
  /** Asked every simulated second. */
  readonly progress?: (time: number) => void
}

/** Why a drive ended. */
export type DriveEnd = 'arrived' | 'time-limit' | 'stuck' | 'off-route'

/** s without moving, m beside the route, after which nothing more is to be seen. CARLA gives up after 180 s; routes here are of half a minute. */
const STUCK_AFTER = 25
const STUCK_SPEED = 0.1
const LOST_AT = 20

/** Commands on their way to the car over its own bus: encoded by its DBC, delayed by what the stack took. */
export class CommandLink {
  readonly #world: SimulatedWorld
  readonly #vehicle: VehicleTable
  readonly #bus: string
  readonly #encoder: FrameEncoder

  constructor(world: SimulatedWorld, vehicle: VehicleTable) {
    this.#world = world
    this.#vehicle = vehicle
    this.#bus = vehicle.commands[0]?.bus ?? '0'
    this.#encoder = new FrameEncoder(vehicle, this.#bus)
  }

  /** `latency`: s from the tick to the bus. */
  send(command: ControlCommand, latency: number): void {
    const time = command.stamp / NANOSECONDS_PER_SECOND + latency
    for (const frame of commandFrames(this.#vehicle, this.#bus, this.#encoder, command))
      this.#world.ego.send(frame, time)
  }
}

/**
 * World, sensors and stack in lock step at 100 Hz: the sensors measure, the stack hears what has arrived and ticks, the
 * world moves on under the commands that have reached the car. No clock but the simulation's.
 */
export async function runClosedLoop(options: ClosedLoopOptions): Promise<DriveEnd> {
  const { world, sensors, stack, recorder, stepped, progress } = options
  let movedAt = 0
  for (;;) {
    const isRecorded = world.steps % STEPS_PER_STATE === FIRST_STATE
    if (isRecorded) recorder.add()
    const sensed = sensors.sense()
    const messages = sensed instanceof Promise ? await sensed : sensed
    const waiting = stepped?.(messages, world, sensors)
    if (waiting) await waiting
    // The tick of this very stamp is due once time has passed it.
    await stack.feed(messages, world.stamp + 1)
    if (world.ego.motion.speed > STUCK_SPEED) movedAt = world.time
    // The last thing that scores see is the end.
    const end = isRecorded ? endOf(world, movedAt) : null
    if (end) return end
    world.step()
    if (world.steps % 100 === 0) progress?.(world.time)
  }
}

function endOf(world: SimulatedWorld, movedAt: number): DriveEnd | null {
  if (world.hasArrived) return 'arrived'
  if (world.time >= world.episode.timeLimit) return 'time-limit'
  if (world.time - movedAt > STUCK_AFTER) return 'stuck'
  return Math.abs(world.offset) > LOST_AT ? 'off-route' : null
}
