import type { Payload } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { decodeCameraCalibration, encodeCameraCalibration } from './camera-calibration.ts'
import { decodeCanFrames, encodeCanFrames } from './can-frames.ts'
import { decodeCompressedImage, encodeCompressedImage } from './compressed-image.ts'
import { decodeCompressedVideo, encodeCompressedVideo } from './compressed-video.ts'
import { decodeGnssFix, encodeGnssFix } from './gnss-fix.ts'
import { decodeImuSample, encodeImuSample } from './imu-sample.ts'
import { type Malformed, malformed } from './malformed.ts'
import { decodeNavigationRoute, encodeNavigationRoute } from './navigation-route.ts'
import { decodePointCloud, encodePointCloud } from './point-cloud.ts'
import { decodeRadarScan, encodeRadarScan } from './radar-scan.ts'
import { decodeSensorPackets, encodeSensorPackets } from './sensor-packets.ts'
import { decodeEgoTruth, decodeObjectsTruth, encodeEgoTruth, encodeObjectsTruth } from './truth.ts'

/** Schemas whose content the stack looks into; every other one is carried as {@link Opaque}. */
const DECODERS = new Map<string, (bytes: Uint8Array) => Payload | Malformed>([
  ['axdrive.v1.CanFrames', decodeCanFrames],
  ['axdrive.v1.ImuSample', decodeImuSample],
  ['foxglove.LocationFix', decodeGnssFix],
  ['axdrive.v1.RadarScan', decodeRadarScan],
  ['foxglove.PointCloud', decodePointCloud],
  ['axdrive.v1.LidarPackets', decodeSensorPackets],
  ['foxglove.CompressedImage', decodeCompressedImage],
  ['foxglove.CompressedVideo', decodeCompressedVideo],
  ['foxglove.CameraCalibration', decodeCameraCalibration],
  ['axdrive.v1.NavigationRoute', decodeNavigationRoute],
  ['axdrive.v1.EgoTruth', decodeEgoTruth],
  ['axdrive.v1.ObjectsTruth', decodeObjectsTruth],
])

/** Never throws: bytes that are no message of `schema` come back as {@link Malformed}. May return views of `bytes`. */
export function decodePayload(schema: string, bytes: Uint8Array): Payload | Malformed {
  const decode = DECODERS.get(schema)
  if (!decode) return { kind: 'opaque', schema, bytes }
  try {
    return decode(bytes)
  } catch (error) {
    return malformed(
      `expected ${schema}, found ${bytes.length} bytes: ${error instanceof Error ? error.message : error}`,
    )
  }
}

/** The message's bytes. `stamp` and `time` go into Foxglove's messages, which carry an absolute time of their own. */
export function encodePayload(payload: Payload, stamp: Stamp, time: AbsoluteTime): Uint8Array {
  switch (payload.kind) {
    case 'can':
      return encodeCanFrames(payload)
    case 'imu':
      return encodeImuSample(payload)
    case 'gnss':
      return encodeGnssFix(payload, stamp, time)
    case 'radar':
      return encodeRadarScan(payload)
    case 'points':
      return encodePointCloud(payload, stamp, time)
    case 'packets':
      return encodeSensorPackets(payload)
    case 'image':
      return encodeCompressedImage(payload, stamp, time)
    case 'video':
      return encodeCompressedVideo(payload, stamp, time)
    case 'camera-calibration':
      return encodeCameraCalibration(payload, stamp, time)
    case 'navigation':
      return encodeNavigationRoute(payload)
    case 'pose-truth':
      return encodeEgoTruth(payload)
    case 'objects-truth':
      return encodeObjectsTruth(payload)
    case 'opaque':
      return payload.bytes
  }
}

const SCHEMAS = {
  can: 'axdrive.v1.CanFrames',
  imu: 'axdrive.v1.ImuSample',
  gnss: 'foxglove.LocationFix',
  radar: 'axdrive.v1.RadarScan',
  points: 'foxglove.PointCloud',
  packets: 'axdrive.v1.LidarPackets',
  image: 'foxglove.CompressedImage',
  video: 'foxglove.CompressedVideo',
  'camera-calibration': 'foxglove.CameraCalibration',
  navigation: 'axdrive.v1.NavigationRoute',
  'pose-truth': 'axdrive.v1.EgoTruth',
  'objects-truth': 'axdrive.v1.ObjectsTruth',
} as const

/** Full name of the message that {@link encodePayload} writes. */
export function payloadSchema(payload: Payload): string {
  return payload.kind === 'opaque' ? payload.schema : SCHEMAS[payload.kind]
}
