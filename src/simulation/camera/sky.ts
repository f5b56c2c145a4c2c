import type { Illumination } from './conditions.ts'
import { hash2 } from './hash.ts'

export const SKY_COLUMNS = 1024
const SKY_ROWS = 160
/** rad; elevation of the lowest and the highest row. */
const LOWEST = -0.08
const HIGHEST = 1.1

/** The sky all around as linear radiance: column by azimuth counter-clockwise from x of the world, row by elevation. */
export interface Sky {
  readonly red: Float32Array
  readonly green: Float32Array
  readonly blue: Float32Array
}

/** Place of the row in {@link Sky}'s arrays. */
export function skyRow(elevation: number): number {
  const row = Math.round(((elevation - LOWEST) / (HIGHEST - LOWEST)) * (SKY_ROWS - 1))
  return SKY_COLUMNS * Math.max(0, Math.min(SKY_ROWS - 1, row))
}

/** Gradient from horizon to zenith, clouds, and a line of hills; it thickens into the air's own light when that is dense. */
export function paintSky(light: Illumination, seed: number): Sky {
  const size = SKY_COLUMNS * SKY_ROWS
  const sky = { red: new Float32Array(size), green: new Float32Array(size), blue: new Float32Array(size) }
  const channels = [sky.red, sky.green, sky.blue]
  const isClear = light.extinction < 1e-3
  const cloudLight = light.ambient.map((value, c) => 0.75 * value + 0.35 * light.sun[c]!)
  for (let row = 0, i = 0; row < SKY_ROWS; row++) {
    const elevation = LOWEST + ((HIGHEST - LOWEST) * row) / (SKY_ROWS - 1)
    const height = Math.max(0, Math.sin(elevation))
    for (let column = 0; column < SKY_COLUMNS; column++, i++) {
      const blend = Math.sqrt(height)
      const cloud = isClear ? cloudShare(column, elevation, seed) : 0
      const isHill = elevation < hillHeight(column, seed)
      const haze = 1 - Math.exp(-2500 * light.extinction)
      for (let c = 0; c < 3; c++) {
        const open = light.horizon[c]! * (1 - blend) + light.zenith[c]! * blend
        const clear = open * (1 - cloud) + cloudLight[c]! * cloud
        const hill = HILL[c]! * light.ambient[c]! * (1 - haze) + light.airlight[c]! * haze
        channels[c]![i] = isHill ? hill : clear
      }
    }
  }
  return sky
}

/** Linear reflectance of far woods. */
const HILL = [0.1, 0.14, 0.1] as const

function hillHeight(column: number, seed: number): number {
  return 0.012 + 0.012 * wave(column / 64, 16, seed) + 0.008 * wave(column / 16, 64, seed + 1)
}

/** Clouds get smaller towards the horizon, as on a layer overhead. */
function cloudShare(column: number, elevation: number, seed: number): number {
  if (elevation < 0.03) return 0
  const row = 1.6 / Math.tan(elevation)
  let sum = 0
  for (let octave = 0, amplitude = 0.55; octave < 3; octave++, amplitude *= 0.5) {
    const scale = 2 ** octave
    sum += amplitude * lattice((column / 51.2) * scale, row * scale, 20 * scale, seed + 10 + octave)
  }
  return Math.max(0, Math.min(0.85, (sum - 0.52) * 3.5)) * Math.min(1, (elevation - 0.03) * 12)
}

function wave(x: number, period: number, salt: number): number {
  return lattice(x, 0.5, period, salt)
}

/** Value noise 0..1, periodic in x. */
function lattice(x: number, y: number, period: number, salt: number): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const at = (cx: number, cy: number) => (hash2((((cx % period) + period) % period) + 4096 * salt, cy) & 65535) / 65535
  const fx = smooth(x - ix)
  const fy = smooth(y - iy)
  const low = at(ix, iy) * (1 - fx) + at(ix + 1, iy) * fx
  const high = at(ix, iy + 1) * (1 - fx) + at(ix + 1, iy + 1) * fx
  return low * (1 - fy) + high * fy
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t)
}
