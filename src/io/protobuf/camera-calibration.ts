import type { CameraCalibration } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { cameraOfFrame, frameOfCamera } from './camera-frame-id.ts'
import { type Malformed, malformed } from './malformed.ts'
import { foxglove } from './runtime.ts'

/** ROS's name of the distortion k1, k2, p1, p2, k3. */
const PLUMB_BOB = 'plumb_bob'

/** /camera/NAME/calibration of a camera that is not rectified: R is the identity and P is K. */
export function encodeCameraCalibration(
  { sensor, lens }: CameraCalibration,
  stamp: Stamp,
  time: AbsoluteTime,
): Uint8Array {
  const { width, height, fx, fy, cx, cy, distortion } = lens
  return foxglove.CameraCalibration.encode({
    timestamp: time.timestamp(stamp),
    frameId: frameOfCamera(sensor),
    width,
    height,
    distortionModel: PLUMB_BOB,
    D: [...distortion],
    K: [fx, 0, cx, 0, fy, cy, 0, 0, 1],
    R: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    P: [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0],
  }).finish()
}

/** The lens by K and D; no distortion where the message names none. Throws on bytes that are no calibration. */
export function decodeCameraCalibration(bytes: Uint8Array): CameraCalibration | Malformed {
  const { frameId, width, height, K, D, distortionModel } = foxglove.CameraCalibration.decode(bytes)
  const [fx, , cx, , fy, cy] = [0, 1, 2, 3, 4, 5].map((i) => K[i] ?? Number.NaN) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (!(fx > 0 && fy > 0 && Number.isFinite(cx) && Number.isFinite(cy))) {
    return malformed(`expected K of 9 numbers with positive focal lengths, found ${JSON.stringify(K)}`)
  }
  if (D.length > 0 && distortionModel !== PLUMB_BOB && distortionModel !== '') {
    return malformed(`expected the distortion model ${PLUMB_BOB}, found '${distortionModel}'`)
  }
  const at = (i: number) => D[i] ?? 0
  const lens = { width, height, fx, fy, cx, cy, distortion: [at(0), at(1), at(2), at(3), at(4)] } as const
  return { kind: 'camera-calibration', sensor: cameraOfFrame(frameId), lens }
}
