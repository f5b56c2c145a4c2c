import { scaledLens } from '../../src/common/geometry/lens.ts'
import type { Mounting, VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Lens } from '../../src/core/lens.ts'
import type { CameraCalibration, CameraImage, CameraVideo, Message } from '../../src/core/messages.ts'
import type { ImageFrame } from '../../src/core/observations.ts'
import type { DecodedPicture, PictureDemand, PictureResult, PictureSize } from '../../src/core/pictures.ts'
import type { PictureDecoder } from '../../src/core/ports.ts'
import type { Warning } from '../../src/core/warning.ts'
import { type CameraHealth, createCameraHealth, judgePicture } from './camera-health.ts'

/** Who decodes pictures, and which. */
export interface CameraPorts {
  readonly decoder: PictureDecoder
  readonly demands: readonly PictureDemand[]
}

/** What pictures need between messages. */
export interface CameraReader {
  readonly ports: CameraPorts
  readonly vehicle: VehicleTable
  readonly cameras: Map<string, Camera>
}

interface Camera {
  readonly mounting: Mounting | null
  readonly health: CameraHealth
  /** As told last; the vehicle table's until then. */
  lens: Lens | null
  /** Settles when all pictures before have been judged, each by the one before. */
  judged: Promise<unknown>
}

export interface SeenPictures {
  readonly frames: readonly ImageFrame[]
  readonly warnings: readonly Warning[]
}

export function createCameraReader(vehicle: VehicleTable, ports: CameraPorts): CameraReader {
  return { ports, vehicle, cameras: new Map() }
}

/** Keeps a camera's inner calibration for the pictures that are read after it. */
export function noteCalibration(reader: CameraReader, { sensor, lens }: CameraCalibration): void {
  cameraOf(reader, `camera/${sensor}`).lens = lens
}

/**
 * A picture, or the next access unit of a film, to frames; null where nobody looks at this camera. Requests run side by
 * side and are judged in order: what comes out does not depend on which is done first.
 */
export function observePicture(
  reader: CameraReader,
  message: Message,
  payload: CameraImage | CameraVideo,
): Promise<SeenPictures> | null {
  const sensor = `camera/${payload.sensor}`
  const demand = reader.ports.demands.filter((one) => one.sensor === null || one.sensor === sensor)
  if (demand.length === 0) return null
  const camera = cameraOf(reader, sensor)
  const { stamp, sequence } = message
  const { lens, judged } = camera
  const decoding = reader.ports.decoder.decode({ sensor, stamp, sequence, payload, size: commonSize(demand) })
  const seen = Promise.all([decoding, judged]).then(([result]) => look(camera, lens, sensor, message, result))
  camera.judged = seen.catch(() => {})
  return seen
}

function cameraOf({ cameras, vehicle }: CameraReader, sensor: string): Camera {
  const known = cameras.get(sensor)
  if (known) return known
  const created: Camera = {
    mounting: vehicle.mountings[sensor] ?? null,
    health: createCameraHealth(),
    lens: vehicle.lenses?.[sensor] ?? null,
    judged: Promise.resolve(),
  }
  cameras.set(sensor, created)
  return created
}

/** The size that all ask for who care; as the camera sends it where they differ or nobody does. */
function commonSize(demands: readonly PictureDemand[]): PictureSize | null {
  const [first = null, ...others] = demands.flatMap(({ size }) => (size === undefined ? [] : [size]))
  const isCommon = others.every((size) => size?.width === first?.width && size?.height === first?.height)
  return isCommon ? first : null
}

function look(
  camera: Camera,
  lens: Lens | null,
  sensor: string,
  { topic, stamp }: Message,
  { pictures, problems }: PictureResult,
): SeenPictures {
  const warnings: Warning[] = []
  const warn = (code: string, detail: string) =>
    warnings.push({ code, stamp, detail: `${topic} at ${(stamp / 1e9).toFixed(3)} s: ${detail}` })
  for (const { code, detail } of problems) warn(code, detail)
  if (camera.mounting === null && pictures.length > 0) {
    warn('camera-unknown', `expected a camera that the vehicle table mounts, found ${sensor}`)
  }
  const frames = pictures.map((picture): ImageFrame => {
    const found = judgePicture(camera.health, picture, lens)
    if (found) warn(`camera-${found.fault}`, found.detail)
    return frameOf(camera, lens, sensor, picture, found?.fault ?? null)
  })
  return { frames, warnings }
}

function frameOf(
  { mounting }: Camera,
  lens: Lens | null,
  sensor: string,
  { stamp, sequence, width, height, pixels }: DecodedPicture,
  fault: ImageFrame['fault'],
): ImageFrame {
  const fits = lens !== null && fault !== 'wrong-size'
  const own = fits ? scaledLens(lens, width, height) : null
  return { kind: 'image', stamp, sensor, sequence, width, height, pixels, lens: own, mounting, fault }
}
