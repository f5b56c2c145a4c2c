import type { CentrePoints, FoundObject } from '../../../../src/common/manifest/decoders/centre-points.ts'
import { foundAs } from './centre-point-maps.ts'
import { OBJECT_LIMIT, OBJECT_STRIDE, OBJECT_VALUES } from './surroundings-layout.ts'

/** m: farther ones are left out of the count, found or not. */
const REACH = 40
/** m between the centres of what is found and what is there. */
const MATCH = 2

/** Counts what the centre-point head finds near the car against what truly is there, hidden or not. */
export class ObjectAssessment {
  #there = 0
  #found = 0
  #matched = 0
  #distance = 0
  #speed = 0

  add({ objects }: CentrePoints, truth: Float32Array): void {
    const near = trueObjects(truth).filter(isNear)
    const found = objects.filter(isNear)
    const isTaken = near.map(() => false)
    this.#there += near.length
    this.#found += found.length
    for (const one of found) {
      const distances = near.map((other, i) => (isTaken[i] ? Number.POSITIVE_INFINITY : apart(one, other)))
      const nearest = distances.indexOf(Math.min(...distances))
      if (!(distances[nearest]! <= MATCH)) continue
      isTaken[nearest] = true
      this.#matched++
      this.#distance += distances[nearest]!
      const other = near[nearest]!
      this.#speed += Math.hypot(one.velocityX - other.velocityX, one.velocityY - other.velocityY)
    }
  }

  get values(): Readonly<Record<string, number>> {
    return {
      objects_recall: this.#matched / this.#there,
      objects_precision: this.#matched / this.#found,
      objects_distance: this.#distance / this.#matched,
      objects_velocity: this.#speed / this.#matched,
    }
  }

  get rows(): readonly (readonly [string, string])[] {
    const { objects_recall, objects_precision, objects_distance, objects_velocity } = this.values
    return [
      [
        `objects within ${REACH} m: recall, precision`,
        `${objects_recall!.toFixed(3)} ${objects_precision!.toFixed(3)}`,
      ],
      ['their distance m, velocity error m/s', `${objects_distance!.toFixed(2)} ${objects_velocity!.toFixed(2)}`],
    ]
  }
}

type Placed = Pick<FoundObject, 'x' | 'y' | 'velocityX' | 'velocityY'>

const isNear = ({ x, y }: Placed) => Math.hypot(x, y) <= REACH
const apart = (a: Placed, b: Placed) => Math.hypot(a.x - b.x, a.y - b.y)

function trueObjects(values: Float32Array): Placed[] {
  return Array.from({ length: OBJECT_LIMIT }, (_, row) => values.subarray(row * OBJECT_STRIDE)).flatMap((object) => {
    if (foundAs(object) < 0) return []
    return [
      {
        x: object[OBJECT_VALUES.poses]!,
        y: object[OBJECT_VALUES.poses + 1]!,
        velocityX: object[OBJECT_VALUES.velocityX]!,
        velocityY: object[OBJECT_VALUES.velocityY]!,
      },
    ]
  })
}
