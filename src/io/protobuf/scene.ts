import { OBJECT_CLASSES } from '../../core/messages.ts'
import type { EgoState, Scene, TrackedObject } from '../../core/scene.ts'
import { axdrive } from './runtime.ts'
import { triple, vector } from './vectors.ts'

/** /fusion/ego. */
export function encodeEgo(ego: EgoState): Uint8Array {
  const { position, origin, covariance, calibration, ...same } = ego
  return axdrive.v1.EgoState.encode({
    ...same,
    position: vector(position),
    ...(origin && { origin: { ...origin } }),
    covariance: Array.from(covariance),
    calibration: [...calibration]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, learnt]) => ({ name, value: learnt.value, standardDeviation: learnt.standardDeviation })),
  }).finish()
}

/** Throws on bytes that are no ego state. */
export function decodeEgo(bytes: Uint8Array): EgoState {
  const from = axdrive.v1.EgoState.decode(bytes)
  const { latitude, longitude, altitude } = from.origin ?? {}
  return {
    stamp: from.stamp,
    isValid: from.isValid,
    position: triple(from.position),
    origin: from.origin ? { latitude: latitude ?? 0, longitude: longitude ?? 0, altitude: altitude ?? 0 } : null,
    yaw: from.yaw,
    speed: from.speed,
    yawRate: from.yawRate,
    acceleration: from.acceleration,
    frontWheelAngle: from.frontWheelAngle,
    covariance: Float64Array.from(from.covariance),
    calibration: new Map(
      from.calibration.map(({ name, value, standardDeviation }) => [
        name ?? '',
        { value: value ?? 0, standardDeviation: standardDeviation ?? 0 },
      ]),
    ),
  }
}

/** /fusion/objects. */
export function encodeObjects({ stamp, objects }: Pick<Scene, 'stamp' | 'objects'>): Uint8Array {
  return axdrive.v1.TrackedObjects.encode({
    stamp,
    objects: objects.map((object) => {
      const { class: name, position, velocity, size, covariance, ...same } = object
      return {
        ...same,
        objectClass: OBJECT_CLASSES.indexOf(name),
        position: vector(position),
        velocityX: velocity[0],
        velocityY: velocity[1],
        size: vector(size),
        covariance: Array.from(covariance),
      }
    }),
  }).finish()
}

/** Throws on bytes that are no tracked objects. */
export function decodeObjects(bytes: Uint8Array): Pick<Scene, 'stamp' | 'objects'> {
  const { stamp, objects } = axdrive.v1.TrackedObjects.decode(bytes)
  return { stamp, objects: objects.map(trackedObject) }
}

function trackedObject(from: axdrive.v1.TrackedObject.$Properties): TrackedObject {
  return {
    id: from.id ?? 0,
    class: OBJECT_CLASSES[from.objectClass ?? 0] ?? 'unknown',
    existence: from.existence ?? 0,
    isConfirmed: from.isConfirmed ?? false,
    coastingFor: from.coastingFor ?? 0,
    age: from.age ?? 0,
    position: triple(from.position),
    yaw: from.yaw ?? 0,
    velocity: [from.velocityX ?? 0, from.velocityY ?? 0],
    acceleration: from.acceleration ?? 0,
    yawRate: from.yawRate ?? 0,
    size: triple(from.size),
    covariance: Float64Array.from(from.covariance ?? []),
  }
}
