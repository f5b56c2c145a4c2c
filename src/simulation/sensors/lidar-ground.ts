import type { LaneMap } from '../../common/map/lane-map.ts'
import { GROUND_LAYERS, type GroundLayer, groundShapes } from '../camera/ground-shapes.ts'
import type { GroundMaterial } from '../world/world.ts'
import { ASPHALT_REFLECTANCE, GROUND_REFLECTANCE, KERB_REFLECTANCE, PAINT_REFLECTANCE } from './surface-reflectance.ts'

const LAYER_REFLECTANCE: Readonly<Record<GroundLayer, number>> = {
  kerb: KERB_REFLECTANCE,
  asphalt: ASPHALT_REFLECTANCE,
  white: PAINT_REFLECTANCE,
  yellow: PAINT_REFLECTANCE,
  blue: 0.5 * PAINT_REFLECTANCE,
}

/** m: no wider than a marking, so that each covers the middle of cells. */
const CELL = 0.125
/** Cells along a tile's side. */
const TILE = 64
const TILE_SIDE = TILE * CELL

/** What the flat ground at a place reflects: a raster in tiles, kept only where the map has something. */
export class LidarGround {
  readonly #west: number
  readonly #south: number
  readonly #columns: number
  readonly #rows: number
  /** By tile: its number among the kept ones, or -1. */
  readonly #kept: Int32Array
  /** By kept tile and cell: 0 for the material beside the road, else the layer's number + 1. */
  #cells = new Uint8Array(64 * TILE * TILE)
  #tiles = 0
  /** By cell value. */
  readonly #reflectance: Float64Array

  /** `roadFactor`: of the reflectance of road and markings, for wet ones. */
  constructor(map: LaneMap, material: GroundMaterial, roadFactor = 1) {
    const shapes = groundShapes(map)
    this.#reflectance = Float64Array.from([
      GROUND_REFLECTANCE[material],
      ...GROUND_LAYERS.map((layer) => roadFactor * LAYER_REFLECTANCE[layer]),
    ])
    let west = Number.POSITIVE_INFINITY
    let south = Number.POSITIVE_INFINITY
    let east = Number.NEGATIVE_INFINITY
    let north = Number.NEGATIVE_INFINITY
    for (const { points } of shapes) {
      for (let i = 0; i < points.length; i += 2) {
        west = Math.min(west, points[i]!)
        east = Math.max(east, points[i]!)
        south = Math.min(south, points[i + 1]!)
        north = Math.max(north, points[i + 1]!)
      }
    }
    this.#west = shapes.length > 0 ? west : 0
    this.#south = shapes.length > 0 ? south : 0
    this.#columns = shapes.length > 0 ? Math.floor((east - west) / TILE_SIDE) + 1 : 0
    this.#rows = shapes.length > 0 ? Math.floor((north - south) / TILE_SIDE) + 1 : 0
    this.#kept = new Int32Array(this.#columns * this.#rows).fill(-1)
    // In order of painting: later layers cover earlier ones.
    GROUND_LAYERS.forEach((_, layer) => {
      for (const shape of shapes) if (shape.layer === layer) this.#fill(shape.points, layer + 1)
    })
  }

  reflectance(x: number, y: number): number {
    const column = Math.floor((x - this.#west) / CELL)
    const row = Math.floor((y - this.#south) / CELL)
    const tileColumn = column >> 6
    const tileRow = row >> 6
    if (tileColumn < 0 || tileRow < 0 || tileColumn >= this.#columns || tileRow >= this.#rows) {
      return this.#reflectance[0]!
    }
    const tile = this.#kept[tileRow * this.#columns + tileColumn]!
    if (tile < 0) return this.#reflectance[0]!
    return this.#reflectance[this.#cells[tile * TILE * TILE + (row & 63) * TILE + (column & 63)]!]!
  }

  /** Cells whose middle lies inside the outline, by the even-odd rule along rows of cells. */
  #fill(points: Float64Array, value: number): void {
    let lowest = Number.POSITIVE_INFINITY
    let highest = Number.NEGATIVE_INFINITY
    for (let i = 1; i < points.length; i += 2) {
      lowest = Math.min(lowest, points[i]!)
      highest = Math.max(highest, points[i]!)
    }
    const last = Math.floor((highest - this.#south) / CELL - 0.5)
    const crossings: number[] = []
    for (let row = Math.ceil((lowest - this.#south) / CELL - 0.5); row <= last; row++) {
      const y = this.#south + (row + 0.5) * CELL
      crossings.length = 0
      for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
        const ay = points[j + 1]!
        const by = points[i + 1]!
        if (ay <= y === by <= y) continue
        crossings.push(points[j]! + ((y - ay) / (by - ay)) * (points[i]! - points[j]!))
      }
      crossings.sort((a, b) => a - b)
      for (let k = 0; k + 1 < crossings.length; k += 2) this.#fillRow(row, crossings[k]!, crossings[k + 1]!, value)
    }
  }

  #fillRow(row: number, from: number, to: number, value: number): void {
    const end = Math.ceil((to - this.#west) / CELL - 0.5)
    for (let column = Math.max(0, Math.ceil((from - this.#west) / CELL - 0.5)); column < end; column++) {
      const tile = this.#tile(column >> 6, row >> 6)
      this.#cells[tile * TILE * TILE + (row & 63) * TILE + (column & 63)] = value
    }
  }

  #tile(column: number, row: number): number {
    const place = row * this.#columns + column
    const kept = this.#kept[place]!
    if (kept >= 0) return kept
    const tile = this.#tiles++
    this.#kept[place] = tile
    if ((tile + 1) * TILE * TILE > this.#cells.length) {
      const larger = new Uint8Array(2 * this.#cells.length)
      larger.set(this.#cells)
      this.#cells = larger
    }
    return tile
  }
}
