import { wrapAngle } from '../src/core/angle.ts'
import type { ObjectClass, ObjectsTruth, PoseTruth, TruthObject } from '../src/core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../src/core/time.ts'
import type { ArgoverseBox, ArgoversePoses } from './argoverse2-log.ts'

/**
 * m; the rear axle's middle above the road. Measured: the poses of a log lie 0.30-0.33 m above its map's ground height. The
 * stack's ego frame has its origin on the ground.
 */
export const REAR_AXLE_HEIGHT = 0.33

/** s; velocities are differences over this on each side: poses come 5 ms apart and two clocks 2 ns apart. */
const VELOCITY_REACH = 0.05
/** s; labels farther apart than this are no neighbours (they come at 10 Hz). */
const LARGEST_GAP = 0.15

/** Bicycles without riders stand in the log as in a rack; a ridden one is labelled by its BICYCLIST. */
const CLASSES: Readonly<Record<string, ObjectClass>> = {
  REGULAR_VEHICLE: 'car',
  TRUCK: 'truck',
  TRUCK_CAB: 'truck',
  BOX_TRUCK: 'truck',
  LARGE_VEHICLE: 'truck',
  VEHICULAR_TRAILER: 'truck',
  BUS: 'bus',
  SCHOOL_BUS: 'bus',
  ARTICULATED_BUS: 'bus',
  MOTORCYCLIST: 'motorcycle',
  MOTORCYCLE: 'motorcycle',
  BICYCLIST: 'cyclist',
  WHEELED_RIDER: 'cyclist',
  PEDESTRIAN: 'pedestrian',
  OFFICIAL_SIGNALER: 'pedestrian',
  STROLLER: 'pedestrian',
  WHEELCHAIR: 'pedestrian',
  BICYCLE: 'static',
  WHEELED_DEVICE: 'static',
  BOLLARD: 'static',
  SIGN: 'static',
  STOP_SIGN: 'static',
  CONSTRUCTION_CONE: 'static',
  CONSTRUCTION_BARREL: 'static',
  MOBILE_PEDESTRIAN_CROSSING_SIGN: 'static',
  MESSAGE_BOARD_TRAILER: 'static',
  TRAFFIC_LIGHT_TRAILER: 'static',
}

/** What a category is to the stack; `unknown` for animals, trams and categories of later versions. */
export function objectClass(category: string): ObjectClass {
  return CLASSES[category] ?? 'unknown'
}

/** The drive's frame and clock: city frame shifted by `origin` (m), time since `begin`. */
export interface LogFrame {
  readonly origin: readonly [number, number, number]
  readonly begin: bigint
}

export function stampOf(frame: LogFrame, time: bigint): Stamp {
  return Number(time - frame.begin)
}

/** One message payload a pose, with the velocity over 0.1 s about it. */
export function egoTruth(poses: ArgoversePoses, frame: LogFrame, row: number): PoseTruth {
  const up = rotated(poses.orientations, row, [0, 0, REAR_AXLE_HEIGHT])
  const seconds = (k: number) => stampOf(frame, poses.times[k]!) / NANOSECONDS_PER_SECOND
  let [first, last] = [row, row]
  while (first > 0 && seconds(row) - seconds(first) < VELOCITY_REACH) first--
  while (last < poses.times.length - 1 && seconds(last) - seconds(row) < VELOCITY_REACH) last++
  const dt = seconds(last) - seconds(first)
  const position = (k: number) => poses.positions[3 * row + k]! - frame.origin[k]! - up[k]!
  const velocity = (k: number) => (dt > 0 ? (poses.positions[3 * last + k]! - poses.positions[3 * first + k]!) / dt : 0)
  const q = poses.orientations.subarray(4 * row, 4 * row + 4)
  return {
    kind: 'pose-truth',
    latitude: Number.NaN,
    longitude: Number.NaN,
    altitude: Number.NaN,
    position: [position(0), position(1), position(2)],
    orientation: [q[0]!, q[1]!, q[2]!, q[3]!],
    velocity: [velocity(0), velocity(1), velocity(2)],
    referencePoint: 'ego',
  }
}

/** All objects of one stamp. */
export interface LabelledMoment {
  readonly stamp: Stamp
  readonly truth: ObjectsTruth
}

interface Placed {
  readonly box: ArgoverseBox
  readonly id: number
  /** s */
  readonly time: number
  readonly position: readonly [number, number, number]
  readonly yaw: number
}

/**
 * Boxes in the world by stamp, with ids by order of appearance and velocities over each track's neighbouring labels. Boxes
 * whose stamp has no pose are left out; `missing` counts them.
 */
export function objectsTruth(
  boxes: readonly ArgoverseBox[],
  poses: ArgoversePoses,
  frame: LogFrame,
): { readonly moments: readonly LabelledMoment[]; readonly missing: number } {
  const poseAt = new Map(poses.times.map((time, row) => [time, row]))
  const ids = new Map<string, number>()
  const tracks = new Map<number, Placed[]>()
  const placed: Placed[] = []
  for (const box of [...boxes].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))) {
    const row = poseAt.get(box.time)
    if (row === undefined) continue
    const id = ids.get(box.track) ?? ids.size + 1
    ids.set(box.track, id)
    const one = place(box, id, poses, row, frame)
    placed.push(one)
    const track = tracks.get(id)
    if (track) track.push(one)
    else tracks.set(id, [one])
  }
  const velocities = new Map<Placed, readonly [number, number, number]>()
  for (const track of tracks.values()) {
    for (const [i, one] of track.entries()) velocities.set(one, velocityIn(track, i))
  }
  const moments = new Map<Stamp, TruthObject[]>()
  for (const one of placed) {
    const stamp = stampOf(frame, one.box.time)
    const objects = moments.get(stamp) ?? []
    if (objects.length === 0) moments.set(stamp, objects)
    const { id, position, yaw, box } = one
    const velocity = velocities.get(one)!
    objects.push({ id, class: objectClass(box.category), position, yaw, velocity, size: box.size })
  }
  return {
    moments: [...moments].map(([stamp, objects]) => ({ stamp, truth: { kind: 'objects-truth', objects } })),
    missing: boxes.length - placed.length,
  }
}

function place(box: ArgoverseBox, id: number, poses: ArgoversePoses, row: number, frame: LogFrame): Placed {
  const [x, y, z] = rotated(poses.orientations, row, box.position)
  const at = (k: number, part: number) => poses.positions[3 * row + k]! + part - frame.origin[k]!
  const forward = rotated(Float64Array.from(box.orientation), 0, [1, 0, 0])
  const [fx, fy] = rotated(poses.orientations, row, forward)
  return {
    box,
    id,
    time: stampOf(frame, box.time) / NANOSECONDS_PER_SECOND,
    position: [at(0, x), at(1, y), at(2, z)],
    yaw: wrapAngle(Math.atan2(fy, fx)),
  }
}

/** Over both neighbours where the track has them in time, else over one, else 0. */
function velocityIn(track: readonly Placed[], i: number): readonly [number, number, number] {
  const own = track[i]!
  const isNear = (other: Placed | undefined) => other !== undefined && Math.abs(other.time - own.time) <= LARGEST_GAP
  const before = isNear(track[i - 1]) ? track[i - 1]! : own
  const after = isNear(track[i + 1]) ? track[i + 1]! : own
  const dt = after.time - before.time
  if (dt <= 0) return [0, 0, 0]
  const component = (k: 0 | 1 | 2) => (after.position[k] - before.position[k]) / dt
  return [component(0), component(1), component(2)]
}

/** R(q)·v with q = x, y, z, w in row `row` of `orientations`: v + 2w(u×v) + 2u×(u×v). */
function rotated(
  orientations: Float64Array,
  row: number,
  v: readonly [number, number, number],
): readonly [number, number, number] {
  const [x, y, z, w] = [
    orientations[4 * row]!,
    orientations[4 * row + 1]!,
    orientations[4 * row + 2]!,
    orientations[4 * row + 3]!,
  ]
  const tx = 2 * (y * v[2] - z * v[1])
  const ty = 2 * (z * v[0] - x * v[2])
  const tz = 2 * (x * v[1] - y * v[0])
  return [v[0] + w * tx + y * tz - z * ty, v[1] + w * ty + z * tx - x * tz, v[2] + w * tz + x * ty - y * tx]
}
