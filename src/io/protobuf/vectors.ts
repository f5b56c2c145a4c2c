import type { axdrive } from './runtime.ts'

/** What generated code takes and gives for Vector3, ours and Foxglove's alike. */
interface Components {
  x?: number | null
  y?: number | null
  z?: number | null
}

export type Triple = readonly [number, number, number]

export function vector(triple: Triple): Components {
  return { x: triple[0], y: triple[1], z: triple[2] }
}

/** Components that are absent are 0, as in every proto3 message. */
export function triple(vector: Components | null | undefined): Triple {
  return [vector?.x ?? 0, vector?.y ?? 0, vector?.z ?? 0]
}

export function quaternion(q: readonly [number, number, number, number]): axdrive.v1.Quaternion.$Properties {
  return { x: q[0], y: q[1], z: q[2], w: q[3] }
}

/** Rotation about z by `yaw` rad. */
export function quaternionFromYaw(yaw: number): axdrive.v1.Quaternion.$Properties {
  return { x: 0, y: 0, z: Math.sin(yaw / 2), w: Math.cos(yaw / 2) }
}
