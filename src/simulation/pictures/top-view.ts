/** Where a picture from above lies: metres to pixels, x of the ground to the right and y up when `yaw` is 0. */
export interface TopView {
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Point of the ground in the middle, m. */
  readonly centreX: number
  readonly centreY: number
  /** rad; a direction of the ground that points to the picture's right. */
  readonly yaw: number
  /** Pixels a metre. */
  readonly scale: number
}

/** Pixel of a point on the ground. */
export function toPicture(view: TopView, x: number, y: number): readonly [number, number] {
  const dx = x - view.centreX
  const dy = y - view.centreY
  const cos = Math.cos(view.yaw)
  const sin = Math.sin(view.yaw)
  const right = cos * dx + sin * dy
  const up = -sin * dx + cos * dy
  return [view.width / 2 + view.scale * right, view.height / 2 - view.scale * up]
}

/** The view that shows all points (packed x, y) with `margin` m around them. Of no points: 100 m around the origin. */
export function viewOf(points: Float64Array, width: number, height: number, margin: number): TopView {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i + 1 < points.length; i += 2) {
    west = Math.min(west, points[i]!)
    east = Math.max(east, points[i]!)
    south = Math.min(south, points[i + 1]!)
    north = Math.max(north, points[i + 1]!)
  }
  if (!(east >= west)) [west, south, east, north] = [-50, -50, 50, 50]
  const scale = Math.min(width / (east - west + 2 * margin), height / (north - south + 2 * margin))
  return { width, height, centreX: (west + east) / 2, centreY: (south + north) / 2, yaw: 0, scale }
}

/** `x,y x,y …` of an SVG polyline or polygon, from points packed x, y. */
export function svgPoints(view: TopView, points: ArrayLike<number>): string {
  const parts: string[] = []
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [u, v] = toPicture(view, points[i]!, points[i + 1]!)
    parts.push(`${u.toFixed(1)},${v.toFixed(1)}`)
  }
  return parts.join(' ')
}

/** Corners of an upright box from above, packed x, y, from front left counter-clockwise. */
export function boxCorners(x: number, y: number, yaw: number, length: number, width: number): Float64Array {
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  const corners = new Float64Array(8)
  for (let i = 0; i < 4; i++) {
    const ahead = i === 0 || i === 3 ? length / 2 : -length / 2
    const left = i < 2 ? width / 2 : -width / 2
    corners[2 * i] = x + cos * ahead - sin * left
    corners[2 * i + 1] = y + sin * ahead + cos * left
  }
  return corners
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
