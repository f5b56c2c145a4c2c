import type { Message, PoseTruth } from '../core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp, secondsBetween } from '../core/time.ts'
import { topicInstance } from '../core/topics.ts'
import type { Warning } from '../core/warning.ts'
import { isImage } from '../io/images/image-file.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { decodeCommand } from '../io/protobuf/control-command.ts'
import { decodeMapTruth } from '../io/protobuf/map-truth.ts'
import { decodeEgo, decodeObjects } from '../io/protobuf/scene.ts'
import { decodeTrajectory } from '../io/protobuf/trajectory.ts'
import type {
  Moment,
  MomentCloud,
  MomentImage,
  MomentPose,
  MomentRadar,
  TruthBox,
} from '../simulation/pictures/moment.ts'
import { SensorFrames, toEgo } from './sensor-frames.ts'

/** s; messages farther away are no part of the moment. */
const FARTHEST = 1
/** s before and after the moment of which the driven way is drawn. */
const PAST = 20
const FUTURE = 6

const DEFAULT_VEHICLE = { length: 4.7, width: 1.84, rearAxleToFront: 3.7 }
const STANDING = new Set(['/vehicle', '/tf/static', '/truth/map'])
const SHOWN =
  /^\/(vehicle|tf\/static|truth\/.+|fusion\/(ego|objects)|planner\/plan|control\/command|lidar\/[^/]+\/points|radar\/[^/]+\/scan|camera\/[^/]+\/image)$/

/**
 * What a drive holds at `at`, s since its origin: of each topic the message nearest to it, at most 1 s away. Drives after the
 * first one add what they hold: a replay's outputs.
 */
export async function driveMoment(
  drives: readonly DriveReader[],
  at: number,
  warn: (warning: Warning) => void,
): Promise<Moment> {
  const stamp = Math.round(at * NANOSECONDS_PER_SECOND)
  const found = new Collector(stamp, warn)
  const end = stamp + FUTURE * NANOSECONDS_PER_SECOND
  for (const drive of drives) {
    for await (const batch of drive.messages(warn, { topics: (topic) => SHOWN.test(topic) })) {
      for (const message of batch) found.take(message)
      if ((batch.at(-1)?.arrival ?? 0) > end) break
    }
  }
  return found.moment(drives.map(({ name }) => name).join(', '))
}

/** A pose that the drive holds, world frame. */
interface TimedPose extends MomentPose {
  readonly stamp: Stamp
}

class Collector {
  readonly #stamp: Stamp
  readonly #warn: (warning: Warning) => void
  readonly #nearest = new Map<string, Message>()
  readonly #frames = new SensorFrames()
  readonly #poses: Record<MomentPose['source'], TimedPose[]> = { truth: [], fused: [] }

  constructor(stamp: Stamp, warn: (warning: Warning) => void) {
    this.#stamp = stamp
    this.#warn = warn
  }

  take(message: Message): void {
    const { topic, stamp, payload } = message
    if (STANDING.has(topic)) {
      this.#understood(message, () => this.#frames.take(message))
      this.#nearest.set(topic, message)
      return
    }
    if (payload.kind === 'pose-truth') this.#poses.truth.push(truePose(payload, stamp))
    if (topic === '/fusion/ego' && payload.kind === 'opaque') {
      this.#understood(message, () => this.#addFusedPose(payload.bytes, stamp))
    }
    const known = this.#nearest.get(topic)
    if (!known || Math.abs(this.#age(stamp)) <= Math.abs(this.#age(known.stamp))) this.#nearest.set(topic, message)
  }

  async moment(drive: string): Promise<Moment> {
    const poses = this.#poses.truth.length > 0 ? this.#poses.truth : this.#poses.fused
    const command = this.#decoded('/control/command', decodeCommand)
    const images = await Promise.all(this.#fresh('/camera/').map((message) => this.#image(message)))
    return {
      drive,
      time: this.#stamp / NANOSECONDS_PER_SECOND,
      images: images.filter((image) => image !== null),
      clouds: this.#fresh('/lidar/').flatMap((message) => this.#cloud(message)),
      radars: this.#fresh('/radar/').flatMap((message) => this.#radar(message)),
      tracks: this.#decoded('/fusion/objects', decodeObjects)?.objects ?? null,
      truth: this.#truth(),
      plan: this.#decoded('/planner/plan', decodeTrajectory),
      command: command && !('kind' in command) ? command : null,
      pose: nearest(poses, this.#stamp),
      drivenBefore: way(poses.filter(({ stamp }) => stamp <= this.#stamp && this.#age(stamp) < PAST)),
      drivenAfter: way(poses.filter(({ stamp }) => stamp >= this.#stamp && -this.#age(stamp) < FUTURE)),
      map: this.#decoded('/truth/map', decodeMapTruth),
      vehicle: this.#frames.vehicle?.geometry ?? DEFAULT_VEHICLE,
    }
  }

  #age(stamp: Stamp): number {
    return secondsBetween(stamp, this.#stamp)
  }

  #fresh(prefix: string): Message[] {
    const messages = [...this.#nearest.values()].filter(({ topic }) => topic.startsWith(prefix))
    return messages
      .filter(({ stamp }) => Math.abs(this.#age(stamp)) <= FARTHEST)
      .sort((a, b) => (a.topic < b.topic ? -1 : 1))
  }

  /** Content of the message nearest to the moment; null where there is none that is near and makes sense. */
  #decoded<Content>(topic: string, decode: (bytes: Uint8Array) => Content): Content | null {
    const message = this.#nearest.get(topic)
    if (message?.payload.kind !== 'opaque') return null
    if (!STANDING.has(topic) && Math.abs(this.#age(message.stamp)) > FARTHEST) return null
    const { bytes } = message.payload
    return this.#understood(message, () => decode(bytes))
  }

  /** What `decode` gives, or null, with a warning, when the message's bytes make no sense to it. */
  #understood<Content>({ topic, stamp, sequence }: Message, decode: () => Content): Content | null {
    try {
      return decode()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#warn({ code: 'message-malformed', stamp, detail: `${topic}, message ${sequence}: ${reason}` })
      return null
    }
  }

  #addFusedPose(bytes: Uint8Array, stamp: Stamp): void {
    const { isValid, position, yaw, speed } = decodeEgo(bytes)
    if (isValid) this.#poses.fused.push({ source: 'fused', stamp, x: position[0], y: position[1], yaw, speed })
  }

  async #image(message: Message): Promise<MomentImage | null> {
    const { topic, stamp, sequence, payload } = message
    if (payload.kind !== 'image') return null
    const { bytes, format } = payload
    if (await isImage(bytes)) return { name: topicInstance(topic), bytes, age: this.#age(stamp) }
    const detail = `${topic}, message ${sequence}: expected an image, found ${bytes.length} bytes of ${format}`
    this.#warn({ code: 'image-malformed', stamp, detail })
    return null
  }

  #cloud({ topic, stamp, payload }: Message): MomentCloud[] {
    if (payload.kind !== 'points') return []
    const frame = this.#frames.egoFrom(`lidar/${topicInstance(topic)}`)
    const [x, y, z] = [payload.x.slice(), payload.y.slice(), payload.z.slice()]
    const point = new Float64Array(3)
    for (let i = 0; i < x.length; i++) {
      toEgo(point, frame, x[i]!, y[i]!, z[i]!)
      x[i] = point[0]!
      y[i] = point[1]!
      z[i] = point[2]!
    }
    return [{ name: topicInstance(topic), age: this.#age(stamp), x, y, z }]
  }

  #radar({ topic, stamp, payload }: Message): MomentRadar[] {
    if (payload.kind !== 'radar') return []
    const frame = this.#frames.egoFrom(`radar/${topicInstance(topic)}`)
    const point = new Float64Array(3)
    const targets = payload.detections.map(({ range, azimuth, elevation, rangeRate }) => {
      const height = Number.isFinite(elevation) ? elevation : 0
      const level = range * Math.cos(height)
      toEgo(point, frame, level * Math.cos(azimuth), level * Math.sin(azimuth), range * Math.sin(height))
      return { x: point[0]!, y: point[1]!, rangeRate }
    })
    return [{ name: topicInstance(topic), age: this.#age(stamp), targets }]
  }

  /** True boxes as seen from the true pose at their own stamp. */
  #truth(): TruthBox[] | null {
    const message = this.#nearest.get('/truth/objects')
    if (message?.payload.kind !== 'objects-truth' || this.#age(message.stamp) > FARTHEST) return null
    const pose = nearest(this.#poses.truth, message.stamp)
    if (!pose) return null
    const [cos, sin] = [Math.cos(pose.yaw), Math.sin(pose.yaw)]
    return message.payload.objects.map((object) => {
      const [dx, dy] = [object.position[0] - pose.x, object.position[1] - pose.y]
      const place = { x: cos * dx + sin * dy, y: -sin * dx + cos * dy, yaw: object.yaw - pose.yaw }
      return { id: object.id, class: object.class, ...place, length: object.size[0], width: object.size[1] }
    })
  }
}

/** Yaw of the forward axis, for a car that stands upright on the ground. */
function truePose({ position, orientation: [x, y, z, w], velocity }: PoseTruth, stamp: Stamp): TimedPose {
  const yaw = Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))
  return { source: 'truth', stamp, x: position[0], y: position[1], yaw, speed: Math.hypot(velocity[0], velocity[1]) }
}

function nearest(poses: readonly TimedPose[], stamp: Stamp): TimedPose | null {
  let best: TimedPose | null = null
  for (const pose of poses) {
    if (!best || Math.abs(pose.stamp - stamp) < Math.abs(best.stamp - stamp)) best = pose
  }
  return best && Math.abs(best.stamp - stamp) <= FARTHEST * NANOSECONDS_PER_SECOND ? best : null
}

function way(poses: readonly TimedPose[]): Float64Array {
  return Float64Array.from(poses.flatMap(({ x, y }) => [x, y]))
}
