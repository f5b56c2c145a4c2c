import { DrivableArea } from '../common/map/drivable-area.ts'
import { angleDifference } from '../core/angle.ts'
import type { Message, ObjectClass } from '../core/messages.ts'
import { type Stamp, secondsBetween } from '../core/time.ts'
import type { Warning } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { poseAt } from '../simulation/closed-loop/log-playback.ts'
import { worldFromTruth } from '../simulation/world/from-drive.ts'
import { recordedTracks } from '../simulation/world/recorded-columns.ts'
import type { RecordedEgo, RecordedTrack } from '../simulation/world/recorded-track.ts'

/** m; what is farther away is no sensor's affair. */
const REACH = 80

/** One true object in the ego frame. */
export interface TruthInEgo {
  readonly id: number
  /** `static`: no road user. */
  readonly class: ObjectClass
  readonly x: number
  readonly y: number
  readonly yaw: number
  /** Over ground, ego axes, m/s. */
  readonly velocity: readonly [number, number]
  readonly size: readonly [number, number, number]
}

/** What a drive knows to be true, at any stamp between its first and last pose. */
export class DriveTruth {
  readonly #ego: RecordedEgo
  readonly #tracks: readonly RecordedTrack[]
  readonly #area: DrivableArea

  private constructor(ego: RecordedEgo, tracks: readonly RecordedTrack[], area: DrivableArea) {
    this.#ego = ego
    this.#tracks = tracks
    this.#area = area
  }

  /** Throws InputError when the drive has no /truth/map or no /truth/ego. */
  static async read(drive: DriveReader, warn: (warning: Warning) => void): Promise<DriveTruth> {
    const messages: Message[] = []
    const topics = (topic: string) => topic.startsWith('/truth/')
    for await (const batch of drive.messages(warn, { topics })) messages.push(...batch)
    const { world, tracks, ego } = worldFromTruth(messages, drive.name)
    const ends = Float64Array.of(ego.times[0]!, ego.times.at(-1)!)
    const standing = recordedTracks(messages).standing.map((object): RecordedTrack => {
      const column = (value: number) => Float64Array.of(value, value)
      const place = { x: column(object.position[0]), y: column(object.position[1]), yaw: column(object.yaw) }
      return { id: object.id, class: 'static', size: object.size, times: ends, ...place, speed: column(0) }
    })
    return new DriveTruth(ego, [...tracks, ...standing], new DrivableArea(world.map.drivableAreas))
  }

  knows(stamp: Stamp): boolean {
    const time = secondsBetween(0, stamp)
    return time >= this.#ego.times[0]! && time <= this.#ego.times.at(-1)!
  }

  /** Objects within 80 m that are there at the stamp. */
  objectsAt(stamp: Stamp): readonly TruthInEgo[] {
    const time = secondsBetween(0, stamp)
    const ego = poseAt(this.#ego, time)
    const [cos, sin] = [Math.cos(ego.yaw), Math.sin(ego.yaw)]
    return this.#tracks
      .filter(({ times }) => time >= times[0]! && time <= times.at(-1)!)
      .map((track): TruthInEgo => {
        const pose = poseAt(track, time)
        const [dx, dy] = [pose.x - ego.x, pose.y - ego.y]
        const yaw = angleDifference(pose.yaw, ego.yaw)
        return {
          id: track.id,
          class: track.class,
          x: cos * dx + sin * dy,
          y: cos * dy - sin * dx,
          yaw,
          velocity: [pose.speed * Math.cos(yaw), pose.speed * Math.sin(yaw)],
          size: track.size,
        }
      })
      .filter(({ x, y }) => Math.hypot(x, y) < REACH)
  }

  /** Whether a point of the ego frame at the stamp lies on the road. */
  drivableAt(stamp: Stamp): (x: number, y: number) => boolean {
    const ego = poseAt(this.#ego, secondsBetween(0, stamp))
    const [cos, sin] = [Math.cos(ego.yaw), Math.sin(ego.yaw)]
    return (x, y) => this.#area.contains(ego.x + cos * x - sin * y, ego.y + sin * x + cos * y)
  }
}
