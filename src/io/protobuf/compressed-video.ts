import type { CameraVideo } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { cameraOfFrame, frameOfCamera } from './camera-frame-id.ts'
import { foxglove } from './runtime.ts'

/** /camera/NAME/video. */
export function encodeCompressedVideo(video: CameraVideo, stamp: Stamp, time: AbsoluteTime): Uint8Array {
  const { sensor, format, bytes } = video
  const message = { timestamp: time.timestamp(stamp), frameId: frameOfCamera(sensor), format, data: bytes }
  return foxglove.CompressedVideo.encode(message).finish()
}

/** Throws on bytes that are no video message; what the access unit is worth is not looked at. */
export function decodeCompressedVideo(bytes: Uint8Array): CameraVideo {
  const { frameId, format, data } = foxglove.CompressedVideo.decode(bytes)
  return { kind: 'video', sensor: cameraOfFrame(frameId), format, bytes: data }
}
