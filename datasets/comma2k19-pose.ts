import { quat } from 'gl-matrix'
import { createLocalFrame, enuFromEcef, type LocalFrame, rotateToEnu } from '../src/common/geodesy/local-frame.ts'
import { geodeticFromEcef, type Vector3 } from '../src/common/geodesy/wgs84.ts'
import { InputError } from '../src/core/errors.ts'
import type { PoseTruth } from '../src/core/messages.ts'
import { readNumbers } from './npy.ts'

/** The reference trajectory of the camera, one row a picture, earth-centred. */
export interface Poses {
  /** s of the boot clock. */
  readonly times: Float64Array
  /** n × 3, m. */
  readonly positions: Float64Array
  /** n × 3, m/s. */
  readonly velocities: Float64Array
  /** n × 4, quaternion w, x, y, z: ECEF from the camera's forward, right, down axes. */
  readonly orientations: Float64Array
}

/** Reads the folder global_pose. Throws InputError where an array is missing or of another length. */
export function readPoses(folder: string): Poses {
  const times = readNumbers(`${folder}/frame_times`, 1).values
  const rows = (name: string, columns: number) => {
    const array = readNumbers(`${folder}/${name}`, columns)
    if (array.shape[0] === times.length) return array.values
    throw new InputError(
      `expected ${times.length} rows, as in frame_times, in ${folder}/${name}; found ${array.shape[0]}`,
    )
  }
  if (times.length === 0) throw new InputError(`expected at least one pose in ${folder}; found none`)
  return {
    times,
    positions: rows('frame_positions', 3),
    velocities: rows('frame_velocities', 3),
    orientations: rows('frame_orientations', 4),
  }
}

/** Row → ground truth. The world frame's origin is the first row's position. */
export function poseTruths(poses: Poses): (row: number) => PoseTruth {
  const frame = createLocalFrame(geodeticFromEcef(vectorOf(poses.positions, 0)))
  const enuFromEcefQuaternion = quaternionOf(frame)
  return (row) => {
    const position = vectorOf(poses.positions, row)
    const [w, x, y, z] = poses.orientations.subarray(4 * row, 4 * row + 4)
    const orientation: [number, number, number, number] = [x!, y!, z!, w!]
    quat.multiply(orientation, enuFromEcefQuaternion, orientation)
    quat.multiply(orientation, orientation, FRD_FROM_FLU)
    return {
      kind: 'pose-truth',
      ...geodeticFromEcef(position),
      position: enuFromEcef(frame, position),
      orientation,
      velocity: rotateToEnu(frame, vectorOf(poses.velocities, row)),
      referencePoint: 'camera',
    }
  }
}

/** Forward, right, down from forward, left, up: half a turn about x. */
const FRD_FROM_FLU: [number, number, number, number] = [1, 0, 0, 0]

function quaternionOf(frame: LocalFrame): [number, number, number, number] {
  const [east, north, up] = frame.enuFromEcef
  const out: [number, number, number, number] = [0, 0, 0, 1]
  // gl-matrix wants columns.
  quat.fromMat3(out, [east[0], north[0], up[0], east[1], north[1], up[1], east[2], north[2], up[2]])
  return out
}

function vectorOf(rows: Float64Array, row: number): Vector3 {
  return [rows[3 * row]!, rows[3 * row + 1]!, rows[3 * row + 2]!]
}
