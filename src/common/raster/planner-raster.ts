import type { ImageFrame, SensorPose } from '../../core/observations.ts'
import type { Scene } from '../../core/scene.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../../core/time.ts'
import { topicEntry } from '../../core/topics.ts'
import { CameraCells } from './camera-cells.ts'
import { CameraTables } from './camera-tables.ts'
import { FrontImage, frontFrame } from './front-image.ts'
import { LidarCells } from './lidar-cells.ts'
import { RadarCells } from './radar-cells.ts'
import {
  CHANNEL_STRIDE,
  FRONT_IMAGE_SIZE,
  RASTER_CHANNELS,
  RASTER_SHAPE,
  RASTER_SIZE,
  VALIDITY,
} from './raster-layout.ts'
import { drawTrack } from './track-cells.ts'

/** ns, from the topic table: an older frame says nothing of now. */
const OLDEST = {
  camera: maximalAge('/camera/NAME/image'),
  lidar: maximalAge('/lidar/NAME/points'),
  radar: maximalAge('/radar/NAME/scan'),
} as const

/**
 * What the planner's network sees of a scene: the raster from above, the front picture and which sensors they are of. The
 * three arrays are made once and drawn anew by {@link draw}; the layout is in raster-layout.ts.
 */
export class PlannerRaster {
  /** As {@link RASTER_SHAPE}. */
  readonly cells = new Uint8Array(RASTER_SIZE)
  /** [3, height, width] as {@link FRONT_IMAGE}. */
  readonly front = new Uint8Array(FRONT_IMAGE_SIZE)
  /** As {@link VALIDITY}. */
  readonly validity = new Uint8Array(VALIDITY.length)
  /** Sensors whose frames the last drawing left out: never heard of, stale, faulty, or without calibration. By name. */
  readonly missing: string[] = []
  readonly #sensors: readonly (readonly [name: string, mounting: SensorPose])[]
  readonly #camera: CameraCells
  readonly #lidar = new LidarCells()
  readonly #radar = new RadarCells()
  readonly #frontImage: FrontImage
  readonly #freshImages: ImageFrame[] = []

  /**
   * `mountings`: the sensors that the car carries, by name (`radar/front`); those of other kinds are passed over. `tables`:
   * may be shared with other rasters.
   */
  constructor(mountings: Readonly<Record<string, SensorPose>>, tables = new CameraTables()) {
    this.#camera = new CameraCells(tables)
    this.#frontImage = new FrontImage(tables)
    this.#sensors = Object.entries(mountings)
      .filter(([name]) => /^(camera|lidar|radar)\//.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** Draws the scene at its stamp. Frames are moved there by the car's motion; what is stale or missing stays empty. */
  draw(scene: Scene): void {
    this.#clear()
    this.#drawCameras(scene)
    this.#drawLidars(scene)
    this.#drawRadars(scene)
    for (const object of scene.objects) drawTrack(this.cells, object)
  }

  #clear(): void {
    for (let depth = 0; depth < RASTER_SHAPE[0]; depth++) {
      const { empty } = RASTER_CHANNELS[depth % RASTER_CHANNELS.length]!
      this.cells.fill(empty, depth * CHANNEL_STRIDE, (depth + 1) * CHANNEL_STRIDE)
    }
    this.missing.length = 0
  }

  #drawCameras({ stamp, ego, frames }: Scene): void {
    this.#freshImages.length = 0
    const share = this.#share('camera/', (name) => {
      const frame = frames.images.get(name)
      if (!frame || frame.fault !== null || !isFresh(frame.stamp, stamp, OLDEST.camera)) return false
      if (!this.#camera.take(frame, ego, stamp)) return false
      this.#freshImages.push(frame)
      return true
    })
    this.#camera.write(this.cells)
    const front = frontFrame(this.#freshImages)
    if (front) this.#frontImage.write(front, this.front)
    else this.front.fill(0)
    this.validity[0] = share
    this.validity[3] = front ? 255 : 0
  }

  #drawLidars({ stamp, ego, frames }: Scene): void {
    this.validity[1] = this.#share('lidar/', (name) => {
      const frame = frames.sweeps.get(name)
      if (!frame || !isFresh(frame.stamp, stamp, OLDEST.lidar)) return false
      this.#lidar.take(frame, ego, stamp)
      return true
    })
    this.#lidar.write(this.cells)
  }

  #drawRadars({ stamp, ego, frames }: Scene): void {
    this.validity[2] = this.#share('radar/', (name, mounting) => {
      const frame = frames.radars.get(name)
      if (!frame || !isFresh(frame.stamp, stamp, OLDEST.radar)) return false
      this.#radar.draw(this.cells, frame, mounting, ego, stamp)
      return true
    })
  }

  /** Byte of the share of the mounted sensors of a kind that `take` took something of. */
  #share(kind: string, take: (name: string, mounting: SensorPose) => boolean): number {
    let mounted = 0
    let taken = 0
    for (const [name, mounting] of this.#sensors) {
      if (!name.startsWith(kind)) continue
      mounted++
      if (take(name, mounting)) taken++
      else this.missing.push(name)
    }
    return mounted === 0 ? 0 : Math.round((255 * taken) / mounted)
  }
}

function isFresh(taken: Stamp, now: Stamp, oldest: number): boolean {
  return Math.abs(now - taken) <= oldest
}

function maximalAge(topic: string): number {
  const age = topicEntry(topic)?.maximalAge ?? null
  if (age === null) throw new Error(`expected a maximal age, found none: ${topic}`)
  return age * NANOSECONDS_PER_SECOND
}
