import { rotationFromAngles } from '../common/geometry/rotation.ts'
import type { Mounting, VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { BoxDetection } from '../core/observations.ts'
import { rowNames, rowsOf } from './evaluate-perception-groups.ts'
import type { SeenMoment, SeenTruth } from './evaluate-perception-run.ts'
import { type SweepScore, scoreSweep } from './lidar-object-matching.ts'
import { meetsRequirement, type SweepTotals, sweepTotals } from './lidar-requirement.ts'
import type { SweepLabel } from './lidar-sweeps.ts'
import { matchNearest, median } from './nearest-matching.ts'

/** Lidar points on an object from which on it counts. */
const FEWEST_POINTS = 10
/** m between centres. */
const NEAR = 1
const FAR = 2

/** Field names are a contract, as those of the other reports. */
export interface DetectionRow {
  readonly class: string
  readonly range: string
  /** Objects with at least 10 points, summed over the sweeps. */
  readonly objects: number
  readonly found_within_1m: number
  readonly found_within_2m: number
  /** Of those found within 2 m. */
  readonly median_error_m: number
  /** Share of those whose class is the true one. */
  readonly class_share: number
}

export interface DetectionReport {
  readonly sweeps: number
  /** As for labelled real sweeps: vehicles within 40 m with 50 points or more, within 1 m. */
  readonly requirement: SweepTotals & { readonly isMet: boolean }
  readonly rows: readonly DetectionRow[]
}

interface Sums {
  objects: number
  near: number
  readonly errors: number[]
  ofClass: number
}

/** Adds up sweeps, of one drive or of several. */
export class DetectionScore {
  readonly #scores: SweepScore[] = []
  readonly #rows = new Map<string, Sums>()

  add({ boxes, truths, isDrivable }: SeenMoment, { mountings }: VehicleTable): void {
    const mounting = mountings[boxes.sensor]!
    const toEgo = egoFrom(mounting)
    const inEgo = boxes.boxes.map((box): BoxDetection => ({ ...box, position: toEgo(box.position) }))
    // The ego frame stands in for the sensor's: ranges are then from the middle of the sensor.
    const [beamX, beamY, beamZ] = mounting.position
    const placement = { mounting, ownCar: [0, 0, 0] as const, beamOrigin: [beamX, beamY, beamZ] as const }
    this.#scores.push(scoreSweep({ placement, labels: truths.map(labelOf), isDrivable }, inEgo))
    this.#addRows(truths, inEgo)
  }

  report(): DetectionReport {
    const total = sweepTotals(this.#scores)
    return {
      sweeps: this.#scores.length,
      requirement: { ...total, isMet: meetsRequirement(total) },
      rows: rowNames().flatMap(({ name, group, range }) => {
        const sums = this.#rows.get(name)
        if (!sums) return []
        const { objects, near, errors, ofClass } = sums
        const shares = { median_error_m: median(errors), class_share: ofClass / errors.length }
        return [{ class: group, range, objects, found_within_1m: near, found_within_2m: errors.length, ...shares }]
      }),
    }
  }

  #addRows(truths: readonly SeenTruth[], boxes: readonly BoxDetection[]): void {
    const places = boxes.map((box) => ({ box, x: box.position[0], y: box.position[1] }))
    const pairs = new Map(matchNearest(truths, places, FAR).map((pair) => [pair.truth, pair] as const))
    for (const truth of truths) {
      if (truth.points < FEWEST_POINTS) continue
      const pair = pairs.get(truth)
      for (const name of rowsOf(truth.class, truth.x, truth.y)) {
        const sums = this.#sums(name)
        sums.objects++
        if (!pair) continue
        sums.errors.push(pair.error)
        if (pair.error <= NEAR) sums.near++
        if (pair.found.box.class === truth.class) sums.ofClass++
      }
    }
  }

  #sums(name: string): Sums {
    const known = this.#rows.get(name)
    if (known) return known
    const sums = { objects: 0, near: 0, errors: [], ofClass: 0 }
    this.#rows.set(name, sums)
    return sums
  }
}

const VEHICLES = new Set(['car', 'truck', 'bus'])

function labelOf({ class: category, x, y, yaw, size, points }: SeenTruth): SweepLabel {
  const kind = VEHICLES.has(category) ? 'vehicle' : category === 'static' ? 'other' : 'vulnerable'
  return { category, kind, isCar: category === 'car', x, y, z: 0.5 * size[2], yaw, size, pointCount: points }
}

function egoFrom({ position, yaw, pitch, roll }: Mounting) {
  const r = rotationFromAngles(yaw, pitch, roll)
  return ([x, y, z]: readonly [number, number, number]): readonly [number, number, number] => [
    r[0] * x + r[1] * y + r[2] * z + position[0],
    r[3] * x + r[4] * y + r[5] * z + position[1],
    r[6] * x + r[7] * y + r[8] * z + position[2],
  ]
}
