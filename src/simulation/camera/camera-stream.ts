import type { CameraImage, Message } from '../../core/messages.ts'
import { type Stamp, stampFromSeconds } from '../../core/time.ts'
import { encodeJpeg } from '../../io/images/image-file.ts'
import { cycleRandom, nameHash } from '../sensors/cycle-random.ts'
import { FaultLine } from '../sensors/fault-line.ts'
import type { PendingMessage } from '../sensors/pending-message.ts'
import type { SensorFault } from '../sensors/sensor-fault.ts'
import { SensorSchedule } from '../sensors/sensor-schedule.ts'
import type { World } from '../world/world.ts'
import type { CameraScene } from './camera-scene.ts'
import { type CameraSpec, SURROUND_CAMERAS } from './camera-spec.ts'
import type { Conditions } from './conditions.ts'
import { SurroundCameras } from './surround-cameras.ts'

/** All cameras are triggered together, when the lidar's beams point ahead: half a turn after it begins at the back. */
const SCHEDULE = new SensorSchedule(10, 0.05)
/** s from exposure to arrival, by read-out, compression and network: the least, and the largest addition. Assumed. */
const LATENCY = 0.04
const LATENCY_JITTER = 0.02
/** 0..255, of what a camera with dirt on its glass sees. */
const DIRT = 24

export interface CameraStreamOptions {
  readonly seed: number
  readonly world: World
  readonly conditions: Conditions
  readonly specs?: readonly CameraSpec[]
  /** Their sensors are called `camera/NAME`. */
  readonly faults?: readonly SensorFault[]
}

/** The cameras' messages as a drive holds them: JPEG images, and once the calibrations. */
export class CameraStream {
  readonly specs: readonly CameraSpec[]
  readonly #seed: number
  readonly #cameras: SurroundCameras
  readonly #faults: FaultLine<Promise<CameraImage>>

  constructor({ seed, world, conditions, specs = SURROUND_CAMERAS, faults = [] }: CameraStreamOptions) {
    this.specs = specs
    this.#seed = seed
    this.#cameras = new SurroundCameras(world, conditions, seed, specs)
    this.#faults = new FaultLine(faults)
  }

  isDue(stamp: Stamp): boolean {
    return SCHEDULE.isDue(stamp)
  }

  /** One a camera, to be written once. */
  calibrations(stamp: Stamp): Message[] {
    return this.specs.map(({ name, lens }) => {
      const payload = { kind: 'camera-calibration', sensor: name, lens } as const
      return { topic: `/camera/${name}/calibration`, stamp, arrival: stamp, sequence: 0, payload }
    })
  }

  /**
   * All images of one moment, at a stamp that is due. Compression runs beside the caller; moments may overlap, for the
   * pixels are copied first.
   */
  capture(scene: CameraScene, stamp: Stamp): PendingMessage<CameraImage>[] {
    const sequence = SCHEDULE.sequence(stamp)
    const messages: PendingMessage<CameraImage>[] = []
    this.#cameras.render(scene, sequence, (spec, pixels) => {
      const sensor = `camera/${spec.name}`
      const passed = this.#faults.pass(sensor, stamp, (fault) =>
        imageOf(spec, fault?.kind === 'blind' ? pixels.slice().fill(DIRT) : pixels.slice()),
      )
      if (!passed) return
      const jitter = cycleRandom(this.#seed, nameHash(`${sensor} latency`), stamp).uniform()
      const arrival = stamp + stampFromSeconds(LATENCY + LATENCY_JITTER * jitter) + passed.delay
      messages.push({ topic: `/${sensor}/image`, stamp, arrival, sequence, payload: passed.content })
    })
    return messages
  }
}

async function imageOf({ name, lens }: CameraSpec, data: Uint8ClampedArray): Promise<CameraImage> {
  const bytes = await encodeJpeg({ width: lens.width, height: lens.height, channels: 3, data })
  return { kind: 'image', sensor: name, format: 'jpeg', bytes }
}
