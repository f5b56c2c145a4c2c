import type { ObjectClass } from '../../../src/core/messages.ts'

/** Size of a class with its spread over the road users of that class, m. */
export interface SizePrior {
  readonly class: ObjectClass
  readonly length: number
  readonly lengthDeviation: number
  readonly width: number
  readonly widthDeviation: number
  /** What is seen higher belongs to something else. */
  readonly tallest: number
}

/**
 * Cars between the means of KITTI (3.9 × 1.6 m, Geiger et al. 2012) and nuScenes (4.6 × 1.95 m, Caesar et al. 2020);
 * lorries and buses by the usual vehicle types under Council Directive 96/53/EC (12 m × 2.55 m at most for one body);
 * people and two-wheelers as in the same data sets.
 */
const SIZE_PRIORS = {
  car: { class: 'car', length: 4.4, lengthDeviation: 0.45, width: 1.85, widthDeviation: 0.12, tallest: 2.3 },
  /** Vans and light lorries; heavy ones are higher than 3.2 m or wider than 2.35 m. */
  truck: { class: 'truck', length: 6.5, lengthDeviation: 1.5, width: 2.3, widthDeviation: 0.2, tallest: 4.3 },
  heavyTruck: { class: 'truck', length: 9.5, lengthDeviation: 2, width: 2.55, widthDeviation: 0.15, tallest: 4.3 },
  bus: { class: 'bus', length: 11.5, lengthDeviation: 1.5, width: 2.55, widthDeviation: 0.15, tallest: 4.3 },
  cyclist: { class: 'cyclist', length: 1.75, lengthDeviation: 0.2, width: 0.6, widthDeviation: 0.15, tallest: 2.3 },
  pedestrian: {
    class: 'pedestrian',
    length: 0.7,
    lengthDeviation: 0.2,
    width: 0.6,
    widthDeviation: 0.15,
    tallest: 2.3,
  },
  /** Bollards, bins, cones: what stands in the way and does not move. */
  post: { class: 'static', length: 0.3, lengthDeviation: 0.2, width: 0.3, widthDeviation: 0.2, tallest: 1.2 },
} as const satisfies Readonly<Record<string, SizePrior>>

/** What is seen of a cluster, m: sides of its rectangle (length >= width) and its top over the ground. */
export interface SeenSize {
  readonly length: number
  readonly width: number
  readonly top: number
  /** Share of the points that lie at the edges of the rectangle, 0..1. */
  readonly edgeShare: number
  /** Side along the length of what lies higher than {@link UPPER_BODY}. */
  readonly upperLength: number
}

/** m over the ground: above it a car is still wide, a cyclist only as wide as a person. */
export const UPPER_BODY = 1.1

/** m; posts, bins and cones are lower, children above four years are not (WHO growth standards: 1.03 m at four years). */
const LOWEST_PERSON = 1.2
/** Foliage fills its rectangle: trees measured 0.14 to 0.39, cars 0.36 to 0.86, lorries and buses 0.6 to 0.9. */
const LEAST_EDGE_SHARE = { car: 0.3, lorry: 0.5, longLorry: 0.28 }

/** The road user that could look like this, or null for none: walls, hedges, poles, cones, what hangs in the air. */
export function roadUserOfSize(seen: SeenSize): SizePrior | null {
  const { length, width, top } = seen
  if (length < 1.1 && width < 1) {
    if (top < LOWEST_PERSON) return SIZE_PRIORS.post
    return top <= 2.1 && length > 0.15 ? SIZE_PRIORS.pedestrian : null
  }
  // Both sides seen: a car whatever stands over it.
  const isCarSized = length > 3.2 && length < 6 && width > 1.2 && width < 2.2
  // Nearby, the top of a lorry is above the field of view.
  if (isCarSized || top <= 1.9 || (top <= 2.3 && length < 6 && width < 2.5)) return carOrCyclist(seen)
  return lorry(seen)
}

function carOrCyclist({ length, width, top, upperLength, edgeShare }: SeenSize): SizePrior | null {
  // Lower than a rider's shoulders, and as wide as the bumper of a car: its rear or front.
  const isBumper = top < 1.3 && length > 1.3
  if (length <= 2.2 && width <= 1 && upperLength < 0.9 && !isBumper) return top > 1.2 ? SIZE_PRIORS.cyclist : null
  if (length > 6.2 || width > 2.5 || edgeShare < LEAST_EDGE_SHARE.car) return null
  return SIZE_PRIORS.car
}

function lorry({ length, width, top, edgeShare }: SeenSize): SizePrior | null {
  if (length < 1.4 || length > 17 || width > 3.6) return null
  // As high as a lorry, long and thin: a wall.
  if (length > 2.7 && width < 0.5) return null
  // Tanks and lattice boxes are no rectangles, but nothing else has that length and width.
  const isLong = length > 9 && width > 1.8
  if (edgeShare < (isLong ? LEAST_EDGE_SHARE.longLorry : LEAST_EDGE_SHARE.lorry)) return null
  if (length > 10) return SIZE_PRIORS.bus
  // From behind, the width tells what the field of view cuts off above.
  const face = length < 2.9 ? length : width
  return top > 3.2 || face > 2.35 ? SIZE_PRIORS.heavyTruck : SIZE_PRIORS.truck
}
