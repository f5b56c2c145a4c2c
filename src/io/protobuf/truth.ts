import { OBJECT_CLASSES, type ObjectsTruth, type PoseTruth } from '../../core/messages.ts'
import { axdrive } from './runtime.ts'
import { quaternion, triple, vector } from './vectors.ts'

export function encodeEgoTruth(pose: PoseTruth): Uint8Array {
  const { latitude, longitude, altitude } = pose
  return axdrive.v1.EgoTruth.encode({
    ...(Number.isFinite(latitude) && { geodetic: { latitude, longitude, altitude } }),
    position: vector(pose.position),
    orientation: quaternion(pose.orientation),
    velocity: vector(pose.velocity),
    referencePoint: pose.referencePoint,
  }).finish()
}

export function decodeEgoTruth(bytes: Uint8Array): PoseTruth {
  const { geodetic, position, orientation, velocity, referencePoint } = axdrive.v1.EgoTruth.decode(bytes)
  return {
    kind: 'pose-truth',
    latitude: geodetic ? (geodetic.latitude ?? 0) : Number.NaN,
    longitude: geodetic ? (geodetic.longitude ?? 0) : Number.NaN,
    altitude: geodetic ? (geodetic.altitude ?? 0) : Number.NaN,
    position: triple(position),
    orientation: [orientation?.x ?? 0, orientation?.y ?? 0, orientation?.z ?? 0, orientation?.w ?? 0],
    velocity: triple(velocity),
    referencePoint: referencePoint ?? '',
  }
}

export function encodeObjectsTruth(truth: ObjectsTruth): Uint8Array {
  return axdrive.v1.ObjectsTruth.encode({
    objects: truth.objects.map((object) => ({
      id: object.id,
      objectClass: OBJECT_CLASSES.indexOf(object.class),
      position: vector(object.position),
      yaw: object.yaw,
      velocity: vector(object.velocity),
      size: vector(object.size),
    })),
  }).finish()
}

export function decodeObjectsTruth(bytes: Uint8Array): ObjectsTruth {
  const { objects } = axdrive.v1.ObjectsTruth.decode(bytes)
  return {
    kind: 'objects-truth',
    objects: objects.map((object) => ({
      id: object.id ?? 0,
      // A class of a newer version is one that we do not know.
      class: OBJECT_CLASSES[object.objectClass ?? 0] ?? 'unknown',
      position: triple(object.position),
      yaw: object.yaw ?? 0,
      velocity: triple(object.velocity),
      size: triple(object.size),
    })),
  }
}
