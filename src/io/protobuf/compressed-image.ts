import type { CameraImage } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { cameraOfFrame, frameOfCamera } from './camera-frame-id.ts'
import { foxglove } from './runtime.ts'

/** /camera/NAME/image. */
export function encodeCompressedImage(image: CameraImage, stamp: Stamp, time: AbsoluteTime): Uint8Array {
  const { sensor, format, bytes } = image
  const message = { timestamp: time.timestamp(stamp), frameId: frameOfCamera(sensor), format, data: bytes }
  return foxglove.CompressedImage.encode(message).finish()
}

/** Throws on bytes that are no image message; what the image's own bytes are worth is not looked at. */
export function decodeCompressedImage(bytes: Uint8Array): CameraImage {
  const { frameId, format, data } = foxglove.CompressedImage.decode(bytes)
  return { kind: 'image', sensor: cameraOfFrame(frameId), format, bytes: data }
}
