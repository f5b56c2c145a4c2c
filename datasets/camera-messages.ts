import type { Message } from '../src/core/messages.ts'
import type { Stamp } from '../src/core/time.ts'
import type { AbsoluteTime } from '../src/io/protobuf/absolute-time.ts'
import { foxglove } from '../src/io/protobuf/runtime.ts'

/** A rectified or pinhole camera as its data set tells it. */
export interface CameraModel {
  /** Instance name: `front-left`. */
  readonly name: string
  readonly width: number
  readonly height: number
  /** Row-major 3×3, pixels. */
  readonly intrinsics: readonly number[]
  /** Row-major 3×3 from the camera's frame to the rectified one; left out: none. */
  readonly rectification?: readonly number[]
  /** Row-major 3×4 from the rectified frame to pixels; left out: the intrinsics. */
  readonly projection?: readonly number[]
}

const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** A picture as it stands in its file; `format` is png, jpeg or what the file is. */
export function imageMessage(
  camera: string,
  format: string,
  bytes: Uint8Array,
  stamp: Stamp,
  sequence: number,
): Message {
  const payload = { kind: 'image', sensor: camera, format, bytes } as const
  return { topic: `/camera/${camera}/image`, stamp, arrival: stamp, sequence, payload }
}

export function calibrationMessage(camera: CameraModel, stamp: Stamp, time: AbsoluteTime): Message {
  const K = [...camera.intrinsics]
  const pinhole = [0, 1, 2].flatMap((row) => [...K.slice(3 * row, 3 * row + 3), 0])
  const bytes = foxglove.CameraCalibration.encode({
    timestamp: time.timestamp(stamp),
    frameId: `camera/${camera.name}`,
    width: camera.width,
    height: camera.height,
    K,
    R: [...(camera.rectification ?? IDENTITY)],
    P: [...(camera.projection ?? pinhole)],
  }).finish()
  const payload = { kind: 'opaque', schema: 'foxglove.CameraCalibration', bytes } as const
  return { topic: `/camera/${camera.name}/calibration`, stamp, arrival: stamp, sequence: 0, payload }
}
