import type { ViewTable } from './view-table.ts'

/**
 * What is nearest in each pixel: inverse depth and the number of the face. Depth is that of the face's plane along each
 * pixel's own ray, so that it is exact under lens distortion too.
 */
export class VisibilityBuffer {
  /** 1/m along the optical axis; 0 where no face is. */
  readonly inverseDepth: Float32Array
  /** 0 where no face is. */
  readonly face: Uint16Array
  /** Light that shadows leave to the ground, 255 for all of it. */
  readonly groundLight: Uint8Array
  /** Of the face to be filled: 1/depth = plane[0]·rayX + plane[1]·rayY + plane[2]. */
  readonly plane = new Float64Array(3)
  readonly #view: ViewTable
  readonly #left: Float64Array
  readonly #right: Float64Array
  #firstRow = 0
  #lastRow = -1

  constructor(view: ViewTable) {
    this.#view = view
    const pixels = view.width * view.height
    this.inverseDepth = new Float32Array(pixels)
    this.face = new Uint16Array(pixels)
    this.groundLight = new Uint8Array(pixels)
    this.#left = new Float64Array(view.height)
    this.#right = new Float64Array(view.height)
  }

  clear(): void {
    this.inverseDepth.fill(0)
    this.face.fill(0)
    this.groundLight.fill(255)
  }

  /** A face whose outline has `count` pixel coordinates packed x, y, in {@link plane}. */
  fill(outline: Float64Array, count: number, face: number): void {
    this.#spans(outline, count)
    const a = this.plane[0]!
    const b = this.plane[1]!
    const c = this.plane[2]!
    const { width, rayX, rayY } = this.#view
    const depth = this.inverseDepth
    const faces = this.face
    for (let row = this.#firstRow; row <= this.#lastRow; row++) {
      const first = Math.max(0, Math.ceil(this.#left[row]!))
      const last = Math.min(width - 1, Math.ceil(this.#right[row]!) - 1)
      for (let pixel = row * width + first, end = row * width + last; pixel <= end; pixel++) {
        const inverse = a * rayX[pixel]! + b * rayY[pixel]! + c
        if (inverse > depth[pixel]!) {
          depth[pixel] = inverse
          faces[pixel] = face
        }
      }
    }
  }

  /** Leaves `light` (0..255) of the light to the ground inside the outline. */
  shade(outline: Float64Array, count: number, light: number): void {
    this.#spans(outline, count)
    const { width } = this.#view
    const ground = this.groundLight
    for (let row = this.#firstRow; row <= this.#lastRow; row++) {
      const first = Math.max(0, Math.ceil(this.#left[row]!))
      const last = Math.min(width - 1, Math.ceil(this.#right[row]!) - 1)
      for (let pixel = row * width + first, end = row * width + last; pixel <= end; pixel++) {
        if (ground[pixel]! > light) ground[pixel] = light
      }
    }
  }

  /** Left and right end of the outline in every row whose pixels' centres it may hold. */
  #spans(outline: Float64Array, count: number): void {
    const { height } = this.#view
    let lowest = Number.POSITIVE_INFINITY
    let highest = Number.NEGATIVE_INFINITY
    for (let i = 1; i < 2 * count; i += 2) {
      const y = outline[i]!
      if (y < lowest) lowest = y
      if (y > highest) highest = y
    }
    const firstRow = Math.max(0, Math.ceil(lowest))
    const lastRow = Math.min(height - 1, Math.ceil(highest) - 1)
    this.#firstRow = firstRow
    this.#lastRow = lastRow
    const left = this.#left
    const right = this.#right
    for (let row = firstRow; row <= lastRow; row++) {
      left[row] = Number.POSITIVE_INFINITY
      right[row] = Number.NEGATIVE_INFINITY
    }
    let ax = outline[2 * count - 2]!
    let ay = outline[2 * count - 1]!
    for (let i = 0; i < 2 * count; i += 2) {
      const bx = outline[i]!
      const by = outline[i + 1]!
      const isDown = ay < by
      const y0 = isDown ? ay : by
      const y1 = isDown ? by : ay
      const begin = Math.max(firstRow, Math.ceil(y0))
      const end = Math.min(lastRow, Math.ceil(y1) - 1)
      if (begin <= end) {
        const slope = (bx - ax) / (by - ay)
        let x = ax + (begin - ay) * slope
        for (let row = begin; row <= end; row++) {
          if (x < left[row]!) left[row] = x
          if (x > right[row]!) right[row] = x
          x += slope
        }
      }
      ax = bx
      ay = by
    }
  }
}
