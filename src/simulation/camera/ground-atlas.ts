import { type GroundPainter, TILE } from './ground-painter.ts'

/** Texel size of the finest level, m; each further level doubles it. */
export const FINEST_TEXEL = 0.05
export const LEVELS = 6
/** Tiles along the side of a level; the level is a torus, so that moving on repaints only what comes into reach. */
const TILES = 16
/** Tiles in each direction that are kept painted around the car. */
const REACH = 7
/** Texels along the side of a level, a power of two. */
export const LEVEL_SIDE = TILES * TILE

/** m from the car within which every texel of a level is painted. */
export function levelReach(level: number): number {
  return REACH * TILE * FINEST_TEXEL * 2 ** level
}

/**
 * The ground around the car as reflectance, in levels of detail. Texel (ix, iy) of level l, ix = floor(x / texel), is
 * `texels[l·side² + (iy & (side - 1))·side + (ix & (side - 1))]`, packed 0xBBGGRR in units of REFLECTANCE_OF_BYTE.
 */
export class GroundAtlas {
  readonly texels = new Uint32Array(LEVELS * LEVEL_SIDE * LEVEL_SIDE)
  readonly baseColour: readonly [number, number, number]
  readonly #painter: GroundPainter
  /** Tile coordinates that each slot holds; NaN where none. */
  readonly #heldX = new Float64Array(LEVELS * TILES * TILES).fill(Number.NaN)
  readonly #heldY = new Float64Array(LEVELS * TILES * TILES).fill(Number.NaN)

  constructor(painter: GroundPainter) {
    this.#painter = painter
    this.baseColour = painter.baseColour
  }

  /** Paints what has come into reach of a car at (x, y). */
  update(x: number, y: number): void {
    for (let level = 0; level < LEVELS; level++) {
      const side = TILE * FINEST_TEXEL * 2 ** level
      const column = Math.floor(x / side)
      const row = Math.floor(y / side)
      for (let ty = row - REACH; ty <= row + REACH; ty++) {
        for (let tx = column - REACH; tx <= column + REACH; tx++) this.#hold(level, tx, ty, side)
      }
    }
  }

  #hold(level: number, tx: number, ty: number, side: number): void {
    const slot = (level * TILES + (ty & (TILES - 1))) * TILES + (tx & (TILES - 1))
    if (this.#heldX[slot] === tx && this.#heldY[slot] === ty) return
    this.#heldX[slot] = tx
    this.#heldY[slot] = ty
    const first = level * LEVEL_SIDE * LEVEL_SIDE + (ty & (TILES - 1)) * TILE * LEVEL_SIDE + (tx & (TILES - 1)) * TILE
    this.#painter.paint(this.texels, first, LEVEL_SIDE, tx * side, ty * side, side / TILE)
  }
}
