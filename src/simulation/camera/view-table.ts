import { opticalFromEgo } from '../../common/geometry/camera-pose.ts'
import { pixelRay } from '../../common/geometry/lens.ts'
import type { CameraSpec } from './camera-spec.ts'
import { FINEST_TEXEL, LEVELS, levelReach } from './ground-atlas.ts'

/** Values of `level` beyond the atlas's levels. */
export const FAR_GROUND = LEVELS
export const SKY = LEVELS + 1

/** Value of `stretch`. */
export const MAGNIFIED = -1

/** A pixel that is this many times longer on the ground than wide gets several samples. */
const STRETCHED = 2.5

/**
 * What each pixel sees of a flat world, from lens and mounting alone: the ground is z = 0 of the ego frame, so that per
 * frame only a turn and a shift in the plane remain. Index = row · width + column.
 */
export interface ViewTable {
  readonly width: number
  readonly height: number
  readonly rotation: Float64Array
  /** Undistorted ray at z = 1 of the optical frame. */
  readonly rayX: Float32Array
  readonly rayY: Float32Array
  /** Largest |x| to each side of any ray: left, right, up, down. */
  readonly bounds: Float64Array
  /** Level of the ground atlas, or FAR_GROUND or SKY. */
  readonly level: Uint8Array
  /** Where the ray meets the ground, ego frame, m; of a sky pixel: the ray's horizontal direction (a unit vector). */
  readonly x: Float32Array
  readonly y: Float32Array
  /** m from the camera to the ground; of a sky pixel: the ray's elevation, rad. */
  readonly distance: Float32Array
  /**
   * 0: the nearest texel; above: the share of (x, y) - camera by which four samples are apart; MAGNIFIED: between four
   * texels, where a texel is larger than a pixel.
   */
  readonly stretch: Float32Array
}

/** The table of a camera; made once, for it takes longer than an image and many worlds are seen through one camera. */
export function viewTableOf(spec: CameraSpec): ViewTable {
  const known = tables.get(spec)
  if (known) return known
  const table = createViewTable(spec)
  tables.set(spec, table)
  return table
}

const tables = new WeakMap<CameraSpec, ViewTable>()

function createViewTable({ lens, mounting }: CameraSpec): ViewTable {
  const { width, height } = lens
  const pixels = width * height
  const table: ViewTable = {
    width,
    height,
    rotation: opticalFromEgo(mounting),
    rayX: new Float32Array(pixels),
    rayY: new Float32Array(pixels),
    bounds: new Float64Array(4),
    level: new Uint8Array(pixels),
    x: new Float32Array(pixels),
    y: new Float32Array(pixels),
    distance: new Float32Array(pixels),
    stretch: new Float32Array(pixels),
  }
  const ray = new Float64Array(2)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      pixelRay(lens, column, row, ray)
      const [x, y] = [ray[0]!, ray[1]!]
      table.rayX[row * width + column] = x
      table.rayY[row * width + column] = y
      table.bounds[0] = Math.max(table.bounds[0]!, -x)
      table.bounds[1] = Math.max(table.bounds[1]!, x)
      table.bounds[2] = Math.max(table.bounds[2]!, -y)
      table.bounds[3] = Math.max(table.bounds[3]!, y)
      fillPixel(table, row * width + column, x, y, lens.fx, mounting.position)
    }
  }
  return table
}

function fillPixel(
  table: ViewTable,
  pixel: number,
  rayX: number,
  rayY: number,
  focal: number,
  position: readonly [number, number, number],
): void {
  const { rotation: r } = table
  // The ray in the ego frame: columns of opticalFromEgo.
  const dx = r[0]! * rayX + r[3]! * rayY + r[6]!
  const dy = r[1]! * rayX + r[4]! * rayY + r[7]!
  const dz = r[2]! * rayX + r[5]! * rayY + r[8]!
  const horizontal = Math.hypot(dx, dy)
  const length = Math.hypot(horizontal, dz)
  const reach = dz < 0 ? (-position[2] / dz) * horizontal : Number.POSITIVE_INFINITY
  if (!(reach < 4000)) {
    table.level[pixel] = SKY
    table.x[pixel] = dx / horizontal
    table.y[pixel] = dy / horizontal
    table.distance[pixel] = Math.atan2(dz, horizontal)
    return
  }
  const scale = -position[2] / dz
  const x = position[0] + scale * dx
  const y = position[1] + scale * dy
  table.x[pixel] = x
  table.y[pixel] = y
  table.distance[pixel] = scale * length
  // Width and length of the pixel's footprint, m; near the horizon it is cut off.
  const across = scale / focal
  const along = Math.min((across * scale * length) / position[2], 0.3 * reach)
  const isStretched = along > STRETCHED * across
  const size = isStretched ? Math.max(across, along / 6) : Math.sqrt(across * along)
  table.stretch[pixel] =
    across < FINEST_TEXEL && size < 3 * FINEST_TEXEL ? MAGNIFIED : isStretched ? along / 4 / reach : 0
  let level = Math.max(0, Math.min(LEVELS - 1, Math.round(Math.log2(size / FINEST_TEXEL))))
  // All samples must lie on painted ground.
  const farthest = Math.hypot(x, y) + 0.4 * along + 3
  while (level < LEVELS && farthest > levelReach(level)) level++
  table.level[pixel] = level < LEVELS ? level : FAR_GROUND
}
