import { SparseAssignment } from '../common/assignment/sparse-assignment.ts'
import { angleDifference } from '../core/angle.ts'
import type { ObjectClass } from '../core/messages.ts'
import type { TrackedObject } from '../core/scene.ts'

/** A true object in the ego frame of a fused scene: m, m/s over ground in ego axes, rad. */
export interface RelativeTruth {
  readonly class: ObjectClass
  readonly x: number
  readonly y: number
  readonly vx: number
  readonly vy: number
  readonly yaw: number
  /** Whether it has been in plain view for long enough to be known of. Others are neither missed nor scored. */
  readonly isDue: boolean
}

export const OBJECT_GROUPS = ['vehicle', 'two-wheeler', 'pedestrian', 'static'] as const
export type ObjectGroup = (typeof OBJECT_GROUPS)[number]
/** All that moves or could: everything but what stands beside the road. */
export const ROAD_USERS = 'road users'
/** Ends of the ranges from the car, m. */
export const RANGES = [20, 40, 80] as const
export const FARTHEST = 80

const GROUP_OF: Readonly<Record<ObjectClass, ObjectGroup>> = {
  car: 'vehicle',
  truck: 'vehicle',
  bus: 'vehicle',
  unknown: 'vehicle',
  motorcycle: 'two-wheeler',
  cyclist: 'two-wheeler',
  pedestrian: 'pedestrian',
  static: 'static',
}

/** m between the centres of a track and of the object that it is of. */
const GATE = 4
/** m/s: the heading of slower ones is not scored; many boxes look alike from front and back. */
const MOVING = 1

/** Field names are a contract, as those of the other evaluations. Errors are root mean squares; NaN where there is none. */
export interface ObjectScoreRow {
  readonly group: ObjectGroup | typeof ROAD_USERS
  readonly from_m: number
  readonly to_m: number
  /** Objects over all scored moments. */
  readonly due: number
  readonly recall: number
  readonly precision: number
  readonly position_m: number
  readonly velocity_mps: number
  readonly yaw_deg: number
}

class Cell {
  due = 0
  found = 0
  tracks = 0
  trueTracks = 0
  position = 0
  velocity = 0
  yaw = 0
  headings = 0

  add(other: Cell): void {
    this.due += other.due
    this.found += other.found
    this.tracks += other.tracks
    this.trueTracks += other.trueTracks
    this.position += other.position
    this.velocity += other.velocity
    this.yaw += other.yaw
    this.headings += other.headings
  }
}

/** Confirmed tracks against true objects, by range and kind; to be added to moment by moment. */
export class ObjectScore {
  /** groups × ranges */
  readonly #cells = OBJECT_GROUPS.map(() => RANGES.map(() => new Cell()))
  readonly #assignment = new SparseAssignment()

  addMoment(tracks: readonly TrackedObject[], truths: readonly RelativeTruth[]): void {
    const confirmed = tracks.filter(({ isConfirmed }) => isConfirmed)
    this.#match(confirmed, truths)
    for (const [row, { position, class: objectClass }] of confirmed.entries()) {
      const cell = this.#cell(objectClass, position[0], position[1])
      if (!cell) continue
      cell.tracks++
      if (this.#assignment.columnOf[row]! >= 0) cell.trueTracks++
    }
    for (const [column, truth] of truths.entries()) {
      const cell = truth.isDue ? this.#cell(truth.class, truth.x, truth.y) : null
      if (!cell) continue
      cell.due++
      const row = this.#assignment.rowOf[column]!
      if (row >= 0) addErrors(cell, confirmed[row]!, truth)
    }
  }

  /** All road users together a range, then each kind. */
  rows(): ObjectScoreRow[] {
    const all = RANGES.map((_, range) => {
      const sum = new Cell()
      for (const [i, cells] of this.#cells.entries()) if (OBJECT_GROUPS[i] !== 'static') sum.add(cells[range]!)
      return rowOf(ROAD_USERS, range, sum)
    })
    return [
      ...all,
      ...OBJECT_GROUPS.flatMap((group, i) => this.#cells[i]!.map((cell, range) => rowOf(group, range, cell))),
    ]
  }

  #match(tracks: readonly TrackedObject[], truths: readonly RelativeTruth[]): void {
    this.#assignment.begin(tracks.length, truths.length)
    for (const [row, { position }] of tracks.entries()) {
      for (const [column, { x, y }] of truths.entries()) {
        const distance = Math.hypot(position[0] - x, position[1] - y)
        if (distance < GATE) this.#assignment.add(row, column, distance)
      }
    }
    this.#assignment.solve(GATE)
  }

  #cell(objectClass: ObjectClass, x: number, y: number): Cell | null {
    const distance = Math.hypot(x, y)
    const range = RANGES.findIndex((end) => distance < end)
    return range < 0 ? null : this.#cells[OBJECT_GROUPS.indexOf(GROUP_OF[objectClass])]![range]!
  }
}

function addErrors(cell: Cell, track: TrackedObject, truth: RelativeTruth): void {
  cell.found++
  cell.position += (track.position[0] - truth.x) ** 2 + (track.position[1] - truth.y) ** 2
  cell.velocity += (track.velocity[0] - truth.vx) ** 2 + (track.velocity[1] - truth.vy) ** 2
  if (Math.hypot(truth.vx, truth.vy) < MOVING || GROUP_OF[truth.class] === 'pedestrian') return
  cell.yaw += angleDifference(track.yaw, truth.yaw) ** 2
  cell.headings++
}

function rowOf(group: ObjectScoreRow['group'], range: number, cell: Cell): ObjectScoreRow {
  return {
    group,
    from_m: RANGES[range - 1] ?? 0,
    to_m: RANGES[range]!,
    due: cell.due,
    recall: cell.found / cell.due,
    precision: cell.trueTracks / cell.tracks,
    position_m: Math.sqrt(cell.position / cell.found),
    velocity_mps: Math.sqrt(cell.velocity / cell.found),
    yaw_deg: (Math.sqrt(cell.yaw / cell.headings) * 180) / Math.PI,
  }
}
