/**
 * Do two upright boxes overlap or touch in the plane? Centres in m, directions as cosine and sine, half sizes in m. They
 * do not when an edge normal of one separates them (separating axis theorem; Ericson 2005, "Real-Time Collision Detection",
 * ch. 4.4).
 */
export function boxesMeet(
  ax: number,
  ay: number,
  aCos: number,
  aSin: number,
  aLength: number,
  aWidth: number,
  bx: number,
  by: number,
  bCos: number,
  bSin: number,
  bLength: number,
  bWidth: number,
): boolean {
  const dx = bx - ax
  const dy = by - ay
  const cos = Math.abs(aCos * bCos + aSin * bSin)
  const sin = Math.abs(aCos * bSin - aSin * bCos)
  if (Math.abs(dx * aCos + dy * aSin) > aLength + bLength * cos + bWidth * sin) return false
  if (Math.abs(dy * aCos - dx * aSin) > aWidth + bLength * sin + bWidth * cos) return false
  if (Math.abs(dx * bCos + dy * bSin) > bLength + aLength * cos + aWidth * sin) return false
  return Math.abs(dy * bCos - dx * bSin) <= bWidth + aLength * sin + aWidth * cos
}

/** Does the convex quadrilateral (4 corners x, y from element `start`) meet a simple polygon, concave or not? */
export function quadMeetsPolygon(corners: Float64Array, start: number, polygon: Float64Array): boolean {
  const n = polygon.length >> 1
  if (isInside(polygon, 0, n, corners[start]!, corners[start + 1]!)) return true
  if (isInside(corners, start, 4, polygon[0]!, polygon[1]!)) return true
  for (let i = 0; i < 4; i++) {
    const a = start + 2 * i
    const b = start + 2 * ((i + 1) % 4)
    for (let j = 0; j < n; j++) {
      const c = 2 * j
      const d = 2 * ((j + 1) % n)
      if (segmentsCross(corners[a]!, corners[a + 1]!, corners[b]!, corners[b + 1]!, polygon, c, d)) return true
    }
  }
  return false
}

/** Even-odd rule (Shimrat 1962, CACM 5, algorithm 112). */
function isInside(polygon: Float64Array, start: number, vertices: number, x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = vertices - 1; i < vertices; j = i++) {
    const ax = polygon[start + 2 * i]!
    const ay = polygon[start + 2 * i + 1]!
    const bx = polygon[start + 2 * j]!
    const by = polygon[start + 2 * j + 1]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

function segmentsCross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  polygon: Float64Array,
  c: number,
  d: number,
): boolean {
  const cx = polygon[c]!
  const cy = polygon[c + 1]!
  const dx = polygon[d]!
  const dy = polygon[d + 1]!
  const sideC = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  const sideD = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
  const sideA = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)
  const sideB = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx)
  return sideC > 0 !== sideD > 0 && sideA > 0 !== sideB > 0
}
