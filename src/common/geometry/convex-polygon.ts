/**
 * Convex polygons in the plane as flat x, y pairs, counter-clockwise, in Float64Array. Functions write into `out` (never
 * an input), allocate nothing and return a vertex count.
 */
export type Polygon = Float64Array

/** Twice the signed area of the triangle a, b, c: positive when c lies left of a → b. */
function cross(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

/** Area by the shoelace formula, m²; negative when clockwise. `start` is the index of the first coordinate. */
export function polygonArea(polygon: Polygon, vertices: number, start = 0): number {
  if (vertices < 3) return 0
  const originX = polygon[start]!
  const originY = polygon[start + 1]!
  let doubled = 0
  for (let i = 1; i + 1 < vertices; i++) {
    const k = start + 2 * i
    doubled += cross(originX, originY, polygon[k]!, polygon[k + 1]!, polygon[k + 2]!, polygon[k + 3]!)
  }
  return 0.5 * doubled
}

// A convex polygon grows by at most one vertex a clipping edge; boxes need 8.
const MAXIMAL_VERTICES = 64
const scratchA = new Float64Array(2 * MAXIMAL_VERTICES)
const scratchB = new Float64Array(2 * MAXIMAL_VERTICES)

/**
 * Area common to two convex polygons, m²; vertices together at most 64.
 * Source: Sutherland, Hodgman 1974, "Reentrant polygon clipping".
 */
export function intersectionArea(
  subject: Polygon,
  subjectVertices: number,
  subjectStart: number,
  clip: Polygon,
  clipVertices: number,
  clipStart: number,
): number {
  let from = scratchA
  let to = scratchB
  let count = subjectVertices
  for (let i = 0; i < 2 * count; i++) from[i] = subject[subjectStart + i]!
  for (let edge = 0; edge < clipVertices && count > 0; edge++) {
    const a = clipStart + 2 * edge
    const b = clipStart + 2 * ((edge + 1) % clipVertices)
    count = clipByHalfPlane(to, from, count, clip[a]!, clip[a + 1]!, clip[b]!, clip[b + 1]!)
    const swapped = from
    from = to
    to = swapped
  }
  return Math.max(0, polygonArea(from, count))
}

/** Keeps what lies left of a → b. Returns the new vertex count. */
function clipByHalfPlane(
  out: Polygon,
  polygon: Polygon,
  vertices: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  let count = 0
  let previousX = polygon[2 * vertices - 2]!
  let previousY = polygon[2 * vertices - 1]!
  let previousSide = cross(ax, ay, bx, by, previousX, previousY)
  for (let i = 0; i < vertices; i++) {
    const x = polygon[2 * i]!
    const y = polygon[2 * i + 1]!
    const side = cross(ax, ay, bx, by, x, y)
    if (side >= 0 !== previousSide >= 0) {
      const fraction = previousSide / (previousSide - side)
      out[2 * count] = previousX + fraction * (x - previousX)
      out[2 * count + 1] = previousY + fraction * (y - previousY)
      count++
    }
    if (side >= 0) {
      out[2 * count] = x
      out[2 * count + 1] = y
      count++
    }
    previousX = x
    previousY = y
    previousSide = side
  }
  return count
}

/**
 * Convex hull of `count` points (x, y pairs) into `out`, counter-clockwise; returns its vertex count. The points are
 * sorted in place. Source: Andrew 1979, "Another efficient algorithm for convex hulls in two dimensions".
 */
export function convexHull(out: Polygon, points: Float64Array, count: number): number {
  sortByXThenY(points, count)
  let size = 0
  for (let i = 0; i < count; i++) size = pushHull(out, size, 2, points[2 * i]!, points[2 * i + 1]!)
  const lower = size + 1
  for (let i = count - 2; i >= 0; i--) size = pushHull(out, size, lower, points[2 * i]!, points[2 * i + 1]!)
  return Math.max(1, size - 1)
}

/** Drops the last vertices, down to `least - 1`, that the point (x, y) makes concave, then adds the point. */
function pushHull(hull: Polygon, size: number, least: number, x: number, y: number): number {
  while (
    size >= least &&
    cross(hull[2 * size - 4]!, hull[2 * size - 3]!, hull[2 * size - 2]!, hull[2 * size - 1]!, x, y) <= 0
  )
    size--
  hull[2 * size] = x
  hull[2 * size + 1] = y
  return size + 1
}

/** Insertion sort: eight points of two boxes, allocation-free. */
function sortByXThenY(points: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const x = points[2 * i]!
    const y = points[2 * i + 1]!
    let j = i - 1
    while (j >= 0 && (points[2 * j]! > x || (points[2 * j]! === x && points[2 * j + 1]! > y))) {
      points[2 * j + 2] = points[2 * j]!
      points[2 * j + 3] = points[2 * j + 1]!
      j--
    }
    points[2 * j + 2] = x
    points[2 * j + 3] = y
  }
}
