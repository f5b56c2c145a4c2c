import type { BoxDetection } from '../core/observations.ts'
import type { LabelledSweep, SweepLabel } from './lidar-sweeps.ts'
import { matchNearest } from './nearest-matching.ts'

/** m from the sensor, points inside, m between centres: what the requirement counts. */
const RANGE = 40
const FEWEST_POINTS = 50
const LARGEST_ERROR = 1

interface VehicleMatch {
  readonly label: SweepLabel
  /** Distance of the centres in the plane, m; null where no observation is within 1 m. */
  readonly error: number | null
  readonly box: BoxDetection | null
}

export interface SweepScore {
  /** Vehicles within 40 m with 50 points or more. */
  readonly vehicles: readonly VehicleMatch[]
  /** Observations within 40 m inside the drivable area: of any labelled road user (within 1 m), and of none. */
  readonly matched: number
  readonly unmatched: readonly BoxDetection[]
}

/** One to one, nearest pairs first, by distance of the centres. */
export function scoreSweep(
  sweep: Pick<LabelledSweep, 'placement' | 'labels' | 'isDrivable'>,
  boxes: readonly BoxDetection[],
): SweepScore {
  const [originX, originY] = sweep.placement.beamOrigin ?? [0, 0]
  const isNear = (x: number, y: number) => Math.hypot(x - originX, y - originY) < RANGE
  const users = sweep.labels.filter(({ kind }) => kind !== 'other')
  const places = boxes.map((box) => ({ box, x: box.position[0], y: box.position[1] }))
  const pairs = matchNearest(users, places, LARGEST_ERROR)
  const boxOf = new Map(pairs.map((pair) => [pair.truth, pair] as const))
  const counted = users.filter(
    ({ kind, pointCount, x, y }) => kind === 'vehicle' && pointCount >= FEWEST_POINTS && isNear(x, y),
  )
  const isInside = ({ position: [x, y] }: BoxDetection) => isNear(x, y) && sweep.isDrivable(x, y)
  const inside = boxes.filter((box) => box.class !== 'static' && isInside(box))
  const taken = new Set(pairs.map(({ found }) => found.box))
  return {
    vehicles: counted.map((label) => {
      const pair = boxOf.get(label)
      return { label, error: pair?.error ?? null, box: pair?.found.box ?? null }
    }),
    matched: inside.filter((box) => taken.has(box)).length,
    unmatched: inside.filter((box) => !taken.has(box)),
  }
}
