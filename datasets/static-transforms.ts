import { mat3, quat } from 'gl-matrix'
import { opticalFromEgo } from '../src/common/geometry/camera-pose.ts'
import { rotationFromAngles } from '../src/common/geometry/rotation.ts'
import type { Mounting, VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Message } from '../src/core/messages.ts'
import type { Stamp } from '../src/core/time.ts'
import type { AbsoluteTime } from '../src/io/protobuf/absolute-time.ts'
import { foxglove } from '../src/io/protobuf/runtime.ts'

/** Row-major rigid transform, the first three rows of 4×4: rotation and translation (m). */
export type RigidRows = readonly number[]

export interface StaticTransform {
  readonly parent: string
  readonly child: string
  /** parentFromChild */
  readonly rows: RigidRows
}

/** /tf/static: where each sensor's frame is. */
export function transformsMessage(transforms: readonly StaticTransform[], stamp: Stamp, time: AbsoluteTime): Message {
  const bytes = foxglove.FrameTransforms.encode({
    transforms: transforms.map(({ parent, child, rows }) => {
      const [x, y, z, w] = quaternionOf(rows)
      return {
        timestamp: time.timestamp(stamp),
        parentFrameId: parent,
        childFrameId: child,
        translation: { x: rows[3]!, y: rows[7]!, z: rows[11]! },
        rotation: { x, y, z, w },
      }
    }),
  }).finish()
  const payload = { kind: 'opaque', schema: 'foxglove.FrameTransforms', bytes } as const
  return { topic: '/tf/static', stamp, arrival: stamp, sequence: 0, payload }
}

/** egoFromSensor of all that a vehicle table mounts; a camera's frame is its optical one (x right, y down, z forward). */
export function mountingTransforms({ mountings }: Pick<VehicleTable, 'mountings'>): StaticTransform[] {
  return Object.entries(mountings).map(([child, mounting]) => {
    const { position, yaw, pitch, roll } = mounting
    const r = child.startsWith('camera/') ? transposed(opticalFromEgo(mounting)) : rotationFromAngles(yaw, pitch, roll)
    const rows = [0, 1, 2].flatMap((i) => [r[3 * i]!, r[3 * i + 1]!, r[3 * i + 2]!, position[i]!])
    return { parent: 'ego', child, rows }
  })
}

function transposed(r: Float64Array): number[] {
  return [0, 1, 2].flatMap((i) => [r[i]!, r[3 + i]!, r[6 + i]!])
}

/** x, y, z, w of the rotation. */
export function quaternionOf(rows: RigidRows): readonly [number, number, number, number] {
  const at = (i: number): number => rows[i]!
  // gl-matrix holds columns.
  const columns = mat3.fromValues(at(0), at(4), at(8), at(1), at(5), at(9), at(2), at(6), at(10))
  const q: [number, number, number, number] = [0, 0, 0, 1]
  quat.fromMat3(q, columns)
  quat.normalize(q, q)
  return q
}

/** The same as a vehicle table says it: position, then yaw, pitch (nose down), roll about z, y, x. */
export function mountingOf(egoFromSensor: RigidRows): Mounting {
  const at = (i: number): number => egoFromSensor[i]!
  return {
    position: [at(3), at(7), at(11)],
    yaw: Math.atan2(at(4), at(0)),
    pitch: Math.asin(Math.max(-1, Math.min(1, -at(8)))),
    roll: Math.atan2(at(9), at(10)),
  }
}

/** parentFromChild as childFromParent. */
export function inverseOf(rows: RigidRows): RigidRows {
  const at = (i: number): number => rows[i]!
  return [0, 1, 2].flatMap((i) => [
    at(i),
    at(4 + i),
    at(8 + i),
    -(at(i) * at(3) + at(4 + i) * at(7) + at(8 + i) * at(11)),
  ])
}
