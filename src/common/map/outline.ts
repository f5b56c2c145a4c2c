import type { Polygon, Polyline } from './lane-map.ts'

/** Whether the point is inside an outline (even-odd rule; concave is fine). O(points). */
export function outlineContains(outline: Polygon, x: number, y: number): boolean {
  let isInside = false
  let bx = outline[outline.length - 2]!
  let by = outline[outline.length - 1]!
  for (let i = 0; i < outline.length; i += 2) {
    const ax = outline[i]!
    const ay = outline[i + 1]!
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) isInside = !isInside
    bx = ax
    by = ay
  }
  return isInside
}

/** Left boundary forwards, right boundary backwards: the lane between them. */
export function outlineBetween(left: Polyline, right: Polyline): Polygon {
  const outline = new Float64Array(left.length + right.length)
  outline.set(left)
  for (let i = 0; i < right.length; i += 2) {
    outline[left.length + i] = right[right.length - 2 - i]!
    outline[left.length + i + 1] = right[right.length - 1 - i]!
  }
  return outline
}

/** Grows [smallest x, smallest y, largest x, largest y] to hold all points. */
export function growBounds(bounds: [number, number, number, number], points: Polyline): void {
  for (let i = 0; i < points.length; i += 2) {
    bounds[0] = Math.min(bounds[0], points[i]!)
    bounds[1] = Math.min(bounds[1], points[i + 1]!)
    bounds[2] = Math.max(bounds[2], points[i]!)
    bounds[3] = Math.max(bounds[3], points[i + 1]!)
  }
}

export function emptyBounds(): [number, number, number, number] {
  const infinity = Number.POSITIVE_INFINITY
  return [infinity, infinity, -infinity, -infinity]
}

/** m from the point to the segment a-b. */
export function distanceToSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax
  const dy = by - ay
  const squared = dx * dx + dy * dy
  const along = squared > 0 ? ((x - ax) * dx + (y - ay) * dy) / squared : 0
  const inside = Math.max(0, Math.min(1, along))
  return Math.hypot(x - ax - inside * dx, y - ay - inside * dy)
}

/** m from the point to the nearest point of a polyline. O(points). */
export function distanceToPolyline(line: Polyline, x: number, y: number): number {
  let smallest = Number.POSITIVE_INFINITY
  for (let i = 0; i + 3 < line.length; i += 2) {
    smallest = Math.min(smallest, distanceToSegment(x, y, line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!))
  }
  return smallest
}
