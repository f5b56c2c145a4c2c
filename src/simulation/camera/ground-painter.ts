import type { GroundMaterial } from '../world/world.ts'
import { Coverage } from './coverage.ts'
import { GROUND_LAYERS, type GroundLayer, type GroundShape } from './ground-shapes.ts'
import { hash2 } from './hash.ts'

/** Texels along a tile's side. */
export const TILE = 32

type Rgb = readonly [number, number, number]

/** Linear reflectance and how much it varies from place to place. Asphalt and paint: worn; Jacoby et al. 2002 give 0.1-0.2. */
const BASE: Readonly<Record<GroundMaterial, { readonly colour: Rgb; readonly grain: number }>> = {
  grass: { colour: [0.09, 0.155, 0.05], grain: 0.45 },
  pavement: { colour: [0.29, 0.28, 0.26], grain: 0.16 },
  gravel: { colour: [0.3, 0.27, 0.22], grain: 0.4 },
  soil: { colour: [0.2, 0.14, 0.09], grain: 0.35 },
}
const LAYERS: Readonly<Record<GroundLayer, { readonly colour: Rgb; readonly grain: number }>> = {
  kerb: { colour: [0.42, 0.41, 0.39], grain: 0.08 },
  asphalt: { colour: [0.115, 0.115, 0.12], grain: 0.18 },
  white: { colour: [0.72, 0.72, 0.7], grain: 0.07 },
  yellow: { colour: [0.72, 0.5, 0.06], grain: 0.07 },
  blue: { colour: [0.08, 0.2, 0.6], grain: 0.07 },
}

/** m; cells in which shapes are looked up. */
const CELL = 25.6

/** Texels between the points at which the smooth variation is computed, and how many of them a tile has. */
const KNOT_STEP = 4
const KNOTS = TILE / KNOT_STEP + 1

/** Paints square tiles of the ground: linear reflectance, one packed 0xBBGGRR a texel. */
export class GroundPainter {
  readonly baseColour: Rgb
  readonly #shapes: readonly GroundShape[]
  readonly #cells = new Map<number, number[]>()
  readonly #coverage = new Coverage(TILE)
  readonly #grain: number
  readonly #red = new Float32Array(TILE * TILE)
  readonly #green = new Float32Array(TILE * TILE)
  readonly #blue = new Float32Array(TILE * TILE)
  readonly #patches = new Float32Array(TILE * TILE)
  readonly #knots = new Float64Array(KNOTS * KNOTS)
  readonly #mark: Int32Array
  #painted = 0

  constructor(shapes: readonly GroundShape[], material: GroundMaterial) {
    this.#shapes = shapes
    this.#mark = new Int32Array(shapes.length)
    this.baseColour = BASE[material].colour
    this.#grain = BASE[material].grain
    shapes.forEach((shape, index) => {
      forCells(shape.points, (key) => {
        const list = this.#cells.get(key)
        if (list) list.push(index)
        else this.#cells.set(key, [index])
      })
    })
  }

  /** out[start + y·stride + x] := the tile whose first texel begins at (west, south), of texels of `texel` m. */
  paint(out: Uint32Array, start: number, stride: number, west: number, south: number, texel: number): void {
    this.#fillPatches(west, south, texel)
    const side = TILE * texel
    const found = this.#shapesIn(west, south, side)
    // Fine grain averages out where texels are large.
    const fine = 1 / (1 + texel / 0.12)
    this.#layBase(this.#grain, fine, west, south, texel)
    for (let layer = 0; layer < GROUND_LAYERS.length; layer++) {
      const list = found[layer]!
      if (list.length === 0) continue
      this.#coverage.clear()
      for (const index of list) this.#coverage.add(this.#shapes[index]!.points, west, south, 1 / texel)
      this.#blend(layer, fine, west, south, texel)
    }
    for (let y = 0, i = 0; y < TILE; y++) {
      for (let x = 0, to = start + y * stride; x < TILE; x++, i++, to++) {
        out[to] = toByte(this.#red[i]!) | (toByte(this.#green[i]!) << 8) | (toByte(this.#blue[i]!) << 16)
      }
    }
  }

  readonly #found: number[][] = GROUND_LAYERS.map(() => [])

  #shapesIn(west: number, south: number, side: number): readonly (readonly number[])[] {
    for (const list of this.#found) list.length = 0
    this.#painted++
    for (let cy = Math.floor(south / CELL); cy <= Math.floor((south + side) / CELL); cy++) {
      for (let cx = Math.floor(west / CELL); cx <= Math.floor((west + side) / CELL); cx++) {
        const cell = this.#cells.get(cellKey(cx, cy)) ?? NOTHING
        for (let i = 0; i < cell.length; i++) {
          const index = cell[i]!
          if (this.#mark[index] === this.#painted) continue
          this.#mark[index] = this.#painted
          this.#found[this.#shapes[index]!.layer]!.push(index)
        }
      }
    }
    return this.#found
  }

  #layBase(grain: number, fine: number, west: number, south: number, texel: number): void {
    const column = Math.round(west / texel)
    const row = Math.round(south / texel)
    const { baseColour } = this
    for (let y = 0, i = 0; y < TILE; y++) {
      for (let x = 0; x < TILE; x++, i++) {
        const noise = (hash2(column + x, row + y) & 1023) / 511.5 - 1
        const factor = 1 + grain * (fine * noise + 0.6 * this.#patches[i]!)
        this.#red[i] = baseColour[0] * factor
        this.#green[i] = baseColour[1] * factor
        this.#blue[i] = baseColour[2] * factor
      }
    }
  }

  #blend(layer: number, fine: number, west: number, south: number, texel: number): void {
    const { colour, grain } = LAYERS[GROUND_LAYERS[layer]!]
    const { shares } = this.#coverage
    const column = Math.round(west / texel)
    const row = Math.round(south / texel)
    for (let y = 0, i = 0; y < TILE; y++) {
      for (let x = 0; x < TILE; x++, i++) {
        const share = shares[i]!
        if (share === 0) continue
        const noise = (hash2(column + x + 7919 * layer, row + y) & 1023) / 511.5 - 1
        const factor = share * (1 + grain * (fine * noise + 0.6 * this.#patches[i]!))
        this.#red[i] = this.#red[i]! * (1 - share) + colour[0] * factor
        this.#green[i] = this.#green[i]! * (1 - share) + colour[1] * factor
        this.#blue[i] = this.#blue[i]! * (1 - share) + colour[2] * factor
      }
    }
  }

  /** Smooth variation over 1.6 m and 6.4 m, -1..1: worn places, wet places. Interpolated between every fourth texel. */
  #fillPatches(west: number, south: number, texel: number): void {
    const knots = this.#knots
    // Where texels are larger than the finer variation, that one averages out.
    const fine = texel < 0.5 ? 0.5 : 0
    for (let ky = 0; ky < KNOTS; ky++) {
      for (let kx = 0; kx < KNOTS; kx++) {
        const x = west + kx * KNOT_STEP * texel
        const y = south + ky * KNOT_STEP * texel
        const small = fine > 0 ? fine * lattice(x / 1.6, y / 1.6, 1) : 0
        knots[ky * KNOTS + kx] = small + 0.7 * lattice(x / 6.4, y / 6.4, 2)
      }
    }
    for (let y = 0, i = 0; y < TILE; y++) {
      const from = Math.floor(y / KNOT_STEP) * KNOTS
      const fy = (y % KNOT_STEP) / KNOT_STEP
      for (let kx = 0; kx + 1 < KNOTS; kx++) {
        const left = knots[from + kx]! * (1 - fy) + knots[from + KNOTS + kx]! * fy
        const right = knots[from + kx + 1]! * (1 - fy) + knots[from + KNOTS + kx + 1]! * fy
        for (let k = 0; k < KNOT_STEP; k++, i++) this.#patches[i] = left + (right - left) * (k / KNOT_STEP)
      }
    }
  }
}

/** Value noise: bilinear between hashed lattice points, -1..1. */
function lattice(x: number, y: number, salt: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const fx = x - ix
  const fy = y - iy
  const salted = ix + 104729 * salt
  const low = knot(salted, iy) * (1 - fx) + knot(salted + 1, iy) * fx
  const high = knot(salted, iy + 1) * (1 - fx) + knot(salted + 1, iy + 1) * fx
  return low * (1 - fy) + high * fy
}

function knot(x: number, y: number): number {
  return (hash2(x, y) & 65535) / 32767.5 - 1
}

/** Reflectances up to 0.85 over the range of a byte. */
export const REFLECTANCE_OF_BYTE = 0.85 / 255

function toByte(reflectance: number): number {
  const value = reflectance / REFLECTANCE_OF_BYTE + 0.5
  return value < 0 ? 0 : value > 255 ? 255 : value | 0
}

const NOTHING: readonly number[] = []

/** One integer for a cell; worlds are smaller than 65536 cells a side. */
function cellKey(column: number, row: number): number {
  return (column + 32768) * 65536 + row + 32768
}

function forCells(points: Float64Array, visit: (key: number) => void): void {
  let [west, south, east, north] = [points[0]!, points[1]!, points[0]!, points[1]!]
  for (let i = 2; i < points.length; i += 2) {
    west = Math.min(west, points[i]!)
    east = Math.max(east, points[i]!)
    south = Math.min(south, points[i + 1]!)
    north = Math.max(north, points[i + 1]!)
  }
  for (let cy = Math.floor(south / CELL); cy <= Math.floor(north / CELL); cy++) {
    for (let cx = Math.floor(west / CELL); cx <= Math.floor(east / CELL); cx++) visit(cellKey(cx, cy))
  }
}
