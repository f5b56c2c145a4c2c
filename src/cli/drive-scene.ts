import { mountingOf } from '../../datasets/static-transforms.ts'
import { createFusion, fuse } from '../../fusion/fuse.ts'
import { foldOrder } from '../../fusion/rollback-window.ts'
import { LidarObjectDetector } from '../../perception/lidar/objects/lidar-objects.ts'
import { STANDING } from '../../perception/lidar/objects/placed-points.ts'
import { SweepFrames } from '../../perception/lidar/sweep-frames.ts'
import { createPerception, perceive } from '../../perception/perceive.ts'
import type { Mounting, VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { NO_FRAMES } from '../core/frames.ts'
import type { Lens } from '../core/lens.ts'
import type { Message } from '../core/messages.ts'
import type { ImageFrame, Observation, SweepFrame } from '../core/observations.ts'
import type { EgoState, Scene } from '../core/scene.ts'
import { type Stamp, stampFromSeconds } from '../core/time.ts'
import { topicInstance } from '../core/topics.ts'
import type { Warning } from '../core/warning.ts'
import { decodeImage } from '../io/images/image-file.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { type SensorFrame, SensorFrames } from './sensor-frames.ts'

/** s before the moment from which on the stack is run: tracks are settled by then. */
const BEFORE = 3
/** ns between scenes, as planning sees them. */
const STEP = stampFromSeconds(0.05)
const NOT_READ = /^\/(truth|fusion|planner|control|diagnostics)\//

/** A scene as a planner would have got it, and where the sensors sit. */
export interface DriveScene {
  readonly scene: Scene
  readonly mountings: Readonly<Record<string, Mounting>>
  readonly vehicle: VehicleTable | null
}

/**
 * The stack's scene at `stamp`, with every sensor's newest frame: perceived and fused from 3 s before on. Where the drive does
 * not name its car the frames alone, of a car that stands. Throws InputError when a picture is none.
 */
export async function driveScene(
  drive: DriveReader,
  stamp: Stamp,
  warn: (warning: Warning) => void,
): Promise<DriveScene> {
  const found = await collect(drive, stamp, warn)
  const images = await decodePictures(found)
  const { vehicle } = found.places
  if (!vehicle) {
    const sweeps = bySensor(found.messages.flatMap((message) => sweepOf(message, found.places)))
    const scene = {
      stamp,
      ego: standing(stamp),
      objects: [],
      newest: new Map(),
      frames: { ...NO_FRAMES, images, sweeps },
    }
    return { scene, mountings: placesOf(found), vehicle: null }
  }
  const scene = fusedScene(vehicle, found.messages, stamp, warn)
  return { scene: { ...scene, frames: { ...scene.frames, images } }, mountings: vehicle.mountings, vehicle }
}

interface Collected {
  /** Of the last seconds, without pictures. */
  readonly messages: readonly Message[]
  readonly places: SensorFrames
  /** The newest by camera, `camera/front`. */
  readonly pictures: ReadonlyMap<string, Message>
  readonly lenses: ReadonlyMap<string, Lens>
}

async function collect(drive: DriveReader, stamp: Stamp, warn: (warning: Warning) => void): Promise<Collected> {
  const places = new SensorFrames()
  const messages: Message[] = []
  const pictures = new Map<string, Message>()
  const lenses = new Map<string, Lens>()
  const from = stamp - stampFromSeconds(BEFORE)
  // What was taken before the moment may have arrived after it.
  const end = stamp + STEP
  for await (const batch of drive.messages(warn, { topics: (topic) => !NOT_READ.test(topic) })) {
    for (const message of batch) {
      places.take(message)
      const { payload } = message
      if (payload.kind === 'camera-calibration') lenses.set(`camera/${payload.sensor}`, payload.lens)
      if (message.stamp > stamp) continue
      if (payload.kind === 'image') pictures.set(`camera/${payload.sensor}`, message)
      else if (message.stamp >= from) messages.push(message)
    }
    if ((batch.at(-1)?.arrival ?? 0) > end) break
  }
  return { messages, places, pictures, lenses }
}

async function decodePictures({ pictures, lenses, places }: Collected): Promise<ReadonlyMap<string, ImageFrame>> {
  const frames = await Promise.all(
    [...pictures].map(async ([sensor, { stamp, sequence, topic, payload }]): Promise<ImageFrame | null> => {
      if (payload.kind !== 'image') return null
      const { width, height, data } = await decodeImage(payload.bytes, topic)
      const pixels = new Uint8Array(data.buffer, data.byteOffset, data.length)
      const mounting = places.vehicle?.mountings[sensor] ?? mountingOfFrame(sensor, places.egoFrom(sensor))
      const lens = lenses.get(sensor) ?? places.vehicle?.lenses?.[sensor] ?? null
      return { kind: 'image', sensor, stamp, sequence, width, height, pixels, lens, mounting, fault: null }
    }),
  )
  return bySensor(frames.filter((frame) => frame !== null))
}

function fusedScene(
  vehicle: VehicleTable,
  messages: readonly Message[],
  stamp: Stamp,
  warn: (warning: Warning) => void,
): Scene {
  const perception = createPerception(vehicle, { frames: true })
  const observations: Observation[] = []
  for (const message of messages) {
    const { output, warnings } = perceive(perception, message, message.stamp)
    observations.push(...output)
    warnings.forEach(warn)
  }
  observations.sort(foldOrder)
  const fusion = createFusion(vehicle)
  let next = 0
  for (let at = stamp - stampFromSeconds(BEFORE); ; at = Math.min(stamp, at + STEP)) {
    const start = next
    while (next < observations.length && observations[next]!.stamp <= at) next++
    const { output, warnings } = fuse(fusion, observations.slice(start, next), at)
    warnings.forEach(warn)
    if (at === stamp) return output
  }
}

function sweepOf(message: Message, places: SensorFrames): SweepFrame[] {
  const { payload, topic, stamp, sequence } = message
  if (payload.kind !== 'points') return []
  const sensor = `lidar/${topicInstance(topic)}`
  const placement = { mounting: mountingOfFrame(sensor, places.egoFrom(sensor)), ownCar: [0, 0, 0] as const }
  const detector = new LidarObjectDetector({ ...placement, keepsIntensity: true })
  detector.detect(payload, STANDING)
  return [new SweepFrames().frame(detector, { stamp, sequence, sensor })]
}

function placesOf({ places, pictures, messages }: Collected): Record<string, Mounting> {
  const lidars = messages.filter(({ payload }) => payload.kind === 'points')
  const sensors = [...pictures.keys(), ...lidars.map(({ topic }) => `lidar/${topicInstance(topic)}`)]
  return Object.fromEntries(sensors.map((sensor) => [sensor, mountingOfFrame(sensor, places.egoFrom(sensor))]))
}

/** A transform of a camera is that of its optical frame; a mounting looks along x. */
function mountingOfFrame(sensor: string, { rotation, position }: SensorFrame): Mounting {
  const r = (i: number) => rotation[i]!
  const row = sensor.startsWith('camera/')
    ? (i: number) => [r(3 * i + 2), -r(3 * i), -r(3 * i + 1), position[i]!]
    : (i: number) => [r(3 * i), r(3 * i + 1), r(3 * i + 2), position[i]!]
  return mountingOf([0, 1, 2].flatMap(row))
}

/** The last of each sensor. */
function bySensor<One extends { readonly sensor: string }>(frames: readonly One[]): ReadonlyMap<string, One> {
  return new Map(frames.map((frame) => [frame.sensor, frame]))
}

function standing(stamp: Stamp): EgoState {
  return {
    stamp,
    isValid: false,
    position: [0, 0, 0],
    origin: null,
    yaw: 0,
    speed: 0,
    yawRate: 0,
    acceleration: 0,
    frontWheelAngle: Number.NaN,
    covariance: new Float64Array(25),
    calibration: new Map(),
  }
}
