import { rotationFromAngles } from '../common/geometry/rotation.ts'
import { findVehicle } from '../common/vehicle/registry.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { Message } from '../core/messages.ts'
import { axdrive, foxglove } from '../io/protobuf/runtime.ts'
import { triple } from '../io/protobuf/vectors.ts'

/** egoFromSensor: row-major 3×3 rotation and translation, m. */
export interface SensorFrame {
  readonly rotation: readonly number[]
  readonly position: readonly [number, number, number]
}

const EGO: SensorFrame = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], position: [0, 0, 0] }

/** Where the sensors of a drive sit: as /tf/static says, else as the table of the car in /vehicle. */
export class SensorFrames {
  readonly #parents = new Map<string, { readonly parent: string; readonly frame: SensorFrame }>()
  vehicle: VehicleTable | null = null

  /** Takes /tf/static and /vehicle; other messages, and cars that have no table, change nothing. */
  take({ topic, payload }: Message): void {
    if (payload.kind !== 'opaque') return
    if (topic === '/tf/static') {
      for (const { parentFrameId, childFrameId, translation, rotation } of foxglove.FrameTransforms.decode(
        payload.bytes,
      ).transforms) {
        const frame = { rotation: rotationOf(rotation), position: triple(translation) }
        this.#parents.set(childFrameId ?? '', { parent: parentFrameId ?? '', frame })
      }
    } else if (topic === '/vehicle') this.vehicle = knownVehicle(axdrive.v1.Vehicle.decode(payload.bytes).name)
  }

  /** The sensor's own frame taken for the ego frame when nothing is known of it. */
  egoFrom(sensor: string): SensorFrame {
    const known = this.#parents.get(sensor)
    if (known) return known.parent === 'ego' ? known.frame : compose(this.egoFrom(known.parent), known.frame)
    const mounting = this.vehicle?.mountings[sensor]
    if (!mounting) return EGO
    return { rotation: rotationFromAngles(mounting.yaw, mounting.pitch, mounting.roll), position: mounting.position }
  }
}

/** out (3) := the sensor's point in the ego frame. */
export function toEgo(
  out: Float64Array,
  { rotation: r, position }: SensorFrame,
  x: number,
  y: number,
  z: number,
): void {
  for (let i = 0; i < 3; i++) out[i] = r[3 * i]! * x + r[3 * i + 1]! * y + r[3 * i + 2]! * z + position[i]!
}

function knownVehicle(name: string): VehicleTable | null {
  try {
    return findVehicle(name)
  } catch (error) {
    if (error instanceof InputError) return null
    throw error
  }
}

function compose(outer: SensorFrame, inner: SensorFrame): SensorFrame {
  const rotation = [0, 1, 2].flatMap((i) =>
    [0, 1, 2].map((j) =>
      [0, 1, 2].reduce((sum, k) => sum + outer.rotation[3 * i + k]! * inner.rotation[3 * k + j]!, 0),
    ),
  )
  const position = new Float64Array(3)
  toEgo(position, outer, ...inner.position)
  return { rotation, position: [position[0]!, position[1]!, position[2]!] }
}

/** Of a unit quaternion (x, y, z, w); none where it is absent. */
function rotationOf(
  from: { x?: number | null; y?: number | null; z?: number | null; w?: number | null } | null | undefined,
): number[] {
  const [x, y, z, w] = [from?.x ?? 0, from?.y ?? 0, from?.z ?? 0, from ? (from.w ?? 0) : 1]
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  ]
}
