import { createLocalFrame } from '../../common/geodesy/local-frame.ts'
import type { VehicleTable } from '../../common/vehicle/vehicle-table.ts'
import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import type { Message, Payload } from '../../core/messages.ts'
import type { Observation } from '../../core/observations.ts'
import type { Stamp } from '../../core/time.ts'
import { CameraStream } from '../camera/camera-stream.ts'
import { GENERIC_OBJECT_SENSORS } from '../sensors/object-sensor-setup.ts'
import { ObjectSensors } from '../sensors/object-sensors.ts'
import { OwnSensors } from '../sensors/own-sensors.ts'
import type { PendingMessage } from '../sensors/pending-message.ts'
import type { SensorFault } from '../sensors/sensor-fault.ts'
import { WorldSensors } from '../sensors/world-sensors.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** The world frame's origin: a place in the plain near Munich. */
export const SIMULATION_FRAME = createLocalFrame({
  latitude: 48.2 * RADIANS_PER_DEGREE,
  longitude: 11.8 * RADIANS_PER_DEGREE,
  altitude: 505,
})

/**
 * How much a simulated car senses. own: what it knows of itself over CAN, enough where the scene is the truth. objects: IMU,
 * GNSS, navigation, and others as a perception would find them, without data. surround: six cameras' images, lidar sweeps, radar scans.
 */
export const SENSOR_LEVELS = ['own', 'objects', 'surround'] as const
export type SensorLevel = (typeof SENSOR_LEVELS)[number]

export interface SensorSuiteOptions {
  readonly world: SimulatedWorld
  readonly vehicle: VehicleTable
  readonly seed: number
  readonly level: SensorLevel
  readonly faults?: readonly SensorFault[]
  /**
   * With surround: whether boxes at object level stand in for a network on the images. True by default, for the stack has no
   * detector of its own on them.
   */
  readonly hasCameraBoxes?: boolean
  /** With surround: which exposures of the cameras are drawn; all where it is left out. For whoever looks at few of them. */
  readonly isExposed?: (stamp: Stamp) => boolean
}

/** The car's sensors: what they measure at each step, and when it reaches the stack. Deterministic per seed. */
export class SensorSuite {
  readonly #world: SimulatedWorld
  readonly #own: OwnSensors
  readonly #objects: ObjectSensors | null
  readonly #surround: { readonly sensors: WorldSensors; readonly cameras: CameraStream } | null
  readonly #isExposed: (stamp: Stamp) => boolean
  readonly #observations = new WeakMap<Message, Observation>()
  /** In order of arrival; a few dozen at most. */
  readonly #inFlight: PendingMessage[] = []

  constructor(options: SensorSuiteOptions) {
    const { world, vehicle, seed, level, faults = [], hasCameraBoxes = true } = options
    const { conditions, route, world: surroundings } = world.episode
    this.#world = world
    this.#isExposed = options.isExposed ?? (() => true)
    const hasMotionSensors = level !== 'own'
    this.#own = new OwnSensors({ seed, vehicle, frame: SIMULATION_FRAME, route, hasMotionSensors, faults })
    const isSurround = level === 'surround'
    const objectLevel = GENERIC_OBJECT_SENSORS.filter(({ sensor }) =>
      isSurround ? hasCameraBoxes && sensor.startsWith('camera/') : hasMotionSensors,
    )
    this.#objects =
      objectLevel.length > 0 ? new ObjectSensors({ seed, vehicle, sensors: objectLevel, conditions, faults }) : null
    this.#surround = isSurround
      ? {
          sensors: new WorldSensors({ seed, world: surroundings, vehicle, weather: conditions.weather, faults }),
          cameras: new CameraStream({ seed, world: surroundings, conditions, faults }),
        }
      : null
  }

  /**
   * Measures what is due now, and gives all messages that have arrived by now, in order of arrival. A promise only while an
   * image among them is still being compressed.
   */
  sense(): readonly Message[] | Promise<readonly Message[]> {
    this.#measure()
    const now = this.#world.stamp
    let count = 0
    let isPending = false
    while (count < this.#inFlight.length && this.#inFlight[count]!.arrival <= now) {
      isPending ||= !isComplete(this.#inFlight[count]!)
      count++
    }
    const arrived = this.#inFlight.splice(0, count)
    return isPending ? Promise.all(arrived.map(completed)) : arrived.filter(isComplete)
  }

  /** What an object-level message stands for; null for messages that carry their measurement themselves. */
  observationOf(message: Message): Observation | null {
    return this.#observations.get(message) ?? null
  }

  #measure(): void {
    const world = this.#world
    const { stamp } = world
    const ego = world.trueEgo()
    for (const message of this.#own.sense({ stamp, motion: world.ego.motion, ego, driver: world.ego.driver })) {
      this.#send(message)
    }
    if (this.#objects && this.#objects.nextStamp(stamp) === stamp) {
      const moment = { stamp, ego, objects: world.objects(), occluders: world.occluders() }
      for (const { arrival, observation } of this.#objects.sense(moment)) {
        const { sequence } = observation
        const message = { topic: topicOf(observation), stamp, arrival, sequence, payload: payloadOf(observation) }
        this.#observations.set(message, observation)
        this.#send(message)
      }
    }
    if (this.#surround) this.#look(this.#surround)
  }

  #look({ sensors, cameras }: { readonly sensors: WorldSensors; readonly cameras: CameraStream }): void {
    const world = this.#world
    const { stamp } = world
    if (world.steps === 0) for (const message of cameras.calibrations(stamp)) this.#send(message)
    if (sensors.nextStamp(stamp) === stamp) {
      const moment = { stamp, ego: world.trueEgo(), objects: world.movingObjects() }
      for (const message of sensors.sense(moment)) this.#send(message)
    }
    if (cameras.isDue(stamp) && this.#isExposed(stamp)) {
      const scene = { time: world.time, ego: world.ego.motion, actors: [...world.users()] }
      for (const message of cameras.capture(scene, stamp)) this.#send(message)
    }
  }

  #send(message: PendingMessage): void {
    let place = this.#inFlight.length
    while (place > 0 && this.#inFlight[place - 1]!.arrival > message.arrival) place--
    this.#inFlight.splice(place, 0, message)
  }
}

function isComplete(message: PendingMessage): message is Message {
  return !(message.payload instanceof Promise)
}

async function completed(message: PendingMessage): Promise<Message> {
  return isComplete(message) ? message : { ...message, payload: await message.payload }
}

/** Radar targets come on the radar's own topic; boxes on one that no recorded drive has: they are no sensor's data. */
function topicOf({ kind, sensor }: Observation): string {
  return kind === 'radar' ? `/${sensor}/scan` : `/simulation/${sensor}`
}

/** A radar's targets are its message; boxes of a network have no message of their own and travel beside an empty one. */
function payloadOf(observation: Observation): Payload {
  if (observation.kind === 'radar') {
    const sensor = observation.sensor.replace('radar/', '')
    return { kind: 'radar', sensor, detections: observation.detections }
  }
  return { kind: 'opaque', schema: 'axdrive.simulation.Observation', bytes: NO_BYTES }
}

const NO_BYTES = new Uint8Array(0)
