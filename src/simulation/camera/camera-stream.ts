import { opticalFromEgo } from '../../common/geometry/camera-pose.ts'
import type { Message } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import { encodeJpeg } from '../../io/images/image-file.ts'
import type { World } from '../world/world.ts'
import type { CameraScene } from './camera-scene.ts'
import { type CameraSpec, SURROUND_CAMERAS } from './camera-spec.ts'
import type { Conditions } from './conditions.ts'
import { SurroundCameras } from './surround-cameras.ts'

/** Nominal, Hz. */
export const CAMERA_RATE = 10

/** The cameras' messages as a drive holds them: JPEG images, and once the calibrations. */
export class CameraStream {
  readonly specs: readonly CameraSpec[]
  readonly #cameras: SurroundCameras
  #frame = 0

  constructor(world: World, conditions: Conditions, seed: number, specs: readonly CameraSpec[] = SURROUND_CAMERAS) {
    this.specs = specs
    this.#cameras = new SurroundCameras(world, conditions, seed, specs)
  }

  /** One a camera, to be written once. */
  calibrations(stamp: Stamp): Message[] {
    return this.specs.map(({ name, lens }) => {
      const payload = { kind: 'camera-calibration', sensor: name, lens } as const
      return { topic: `/camera/${name}/calibration`, stamp, arrival: stamp, sequence: 0, payload }
    })
  }

  /**
   * All images of one moment, taken at `stamp` and on the stack's computer at `arrival`. Compression runs beside the
   * caller; moments may overlap, for the pixels are copied first.
   */
  capture(scene: CameraScene, stamp: Stamp, arrival: Stamp): Promise<Message[]> {
    const sequence = this.#frame++
    const images: Promise<Message>[] = []
    this.#cameras.render(scene, sequence, ({ name, lens }, pixels) => {
      const image = { width: lens.width, height: lens.height, channels: 3, data: pixels.slice() } as const
      images.push(this.#message(name, encodeJpeg(image), stamp, arrival, sequence))
    })
    return Promise.all(images)
  }

  async #message(
    name: string,
    jpeg: Promise<Uint8Array>,
    stamp: Stamp,
    arrival: Stamp,
    sequence: number,
  ): Promise<Message> {
    const payload = { kind: 'image', sensor: name, format: 'jpeg', bytes: await jpeg } as const
    return { topic: `/camera/${name}/image`, stamp, arrival, sequence, payload }
  }
}

/** egoFromCamera of each camera for /tf/static: first three rows of 4×4, row-major, translation in m. */
export function cameraTransforms(
  specs: readonly CameraSpec[],
): { readonly parent: 'ego'; readonly child: string; readonly rows: readonly number[] }[] {
  return specs.map(({ name, mounting }) => {
    const r = opticalFromEgo(mounting)
    const rows = [0, 1, 2].flatMap((i) => [r[i]!, r[3 + i]!, r[6 + i]!, mounting.position[i]!])
    return { parent: 'ego', child: `camera/${name}`, rows }
  })
}
