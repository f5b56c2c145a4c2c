import { Random } from '../../common/random/xoshiro.ts'
import type { CameraSpec } from './camera-spec.ts'
import type { Illumination } from './conditions.ts'
import type { FaceDrawer } from './face-drawer.ts'
import { FINEST_TEXEL, type GroundAtlas, LEVEL_SIDE } from './ground-atlas.ts'
import { REFLECTANCE_OF_BYTE } from './ground-painter.ts'
import { hash2 } from './hash.ts'
import { headLampLightOnRoad } from './head-lamps.ts'
import { SKY_COLUMNS, type Sky, skyRow } from './sky.ts'
import { encodedTone, TONE_SCALE, TONE_SIZE } from './tone.ts'
import { FAR_GROUND, MAGNIFIED, SKY, type ViewTable } from './view-table.ts'

/** m; makes world coordinates positive, so that truncation is floor. A multiple of every level's side. */
const SHIFT = 65536 * 1.6
const NOISE_MASK = 65535
const MASK = LEVEL_SIDE - 1

/** The last pass over the pixels: ground, sky and faces with air between, tone, noise; into 8-bit RGB. */
export class Compositor {
  /** Packed R, G, B, row by row; valid until the next frame. */
  readonly pixels: Uint8ClampedArray
  readonly #view: ViewTable
  readonly #light: Illumination
  readonly #position: readonly [number, number, number]
  readonly #sky: Sky
  /** Of each pixel's ground: share of light that gets through the air; our lamps' light; mirrored sky. */
  readonly #through: Float32Array
  readonly #lamp: Float32Array
  readonly #mirror: Float32Array
  readonly #skyColumn: Uint16Array
  readonly #skyRow: Int32Array
  readonly #tone = encodedTone()
  readonly #noise = new Float32Array(NOISE_MASK + 1)
  /** Standard deviation of the noise by 8-bit value. */
  readonly #deviation = new Float32Array(256)
  readonly #seed: number

  constructor(spec: CameraSpec, view: ViewTable, light: Illumination, sky: Sky, seed: number) {
    const pixels = view.width * view.height
    this.#view = view
    this.#light = light
    this.#sky = sky
    this.#seed = seed
    this.#position = spec.mounting.position
    this.pixels = new Uint8ClampedArray(3 * pixels)
    this.#through = new Float32Array(pixels)
    this.#lamp = new Float32Array(pixels)
    this.#mirror = new Float32Array(pixels)
    this.#skyColumn = new Uint16Array(pixels)
    this.#skyRow = new Int32Array(pixels)
    for (let pixel = 0; pixel < pixels; pixel++) this.#prepare(pixel)
    const random = new Random(seed)
    for (let i = 0; i <= NOISE_MASK; i++) this.#noise[i] = random.normal()
    // Variance: of reading, and of counting light, which grows with the signal.
    for (let value = 0; value < 256; value++) {
      this.#deviation[value] = Math.hypot(light.readNoise, light.shotNoise * Math.sqrt(value / 255))
    }
  }

  /** `frame`: a number of its own for each image, for its noise. */
  compose(drawer: FaceDrawer, ground: GroundAtlas, x: number, y: number, yaw: number, frame: number): void {
    const { width, height } = this.#view
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    const turn = Math.round((yaw / (2 * Math.PI)) * SKY_COLUMNS)
    const { airlight, extinction } = this.#light
    const { face, inverseDepth, groundLight } = drawer.buffer
    const noise = this.#noise
    const deviation = this.#deviation
    const tone = this.#tone
    const out = this.pixels
    const background = this.#background
    for (let row = 0; row < height; row++) {
      let k = hash2(this.#seed ^ Math.imul(frame, 0x9e3779b1), row)
      for (let pixel = row * width, end = pixel + width; pixel < end; pixel++) {
        const number = face[pixel]!
        let red: number
        let green: number
        let blue: number
        if (number !== 0) {
          // exp(-t) ≈ ((1 - t/32)/(1 + t/32))^16, to 1e-3 of it up to t = 2; t = extinction · depth.
          const nearness = 32 * inverseDepth[pixel]!
          let clear = Math.max(0, (nearness - extinction) / (nearness + extinction))
          clear *= clear
          clear *= clear
          clear *= clear
          clear *= clear
          const air = 1 - clear
          red = drawer.red[number]! * clear + airlight[0] * air
          green = drawer.green[number]! * clear + airlight[1] * air
          blue = drawer.blue[number]! * clear + airlight[2] * air
        } else {
          this.#shadeBackground(pixel, ground, x, y, cos, sin, turn, groundLight[pixel]!)
          red = background[0]!
          green = background[1]!
          blue = background[2]!
        }
        const r = tone[toneIndex(red)]!
        const g = tone[toneIndex(green)]!
        const b = tone[toneIndex(blue)]!
        const to = 3 * pixel
        out[to] = r + deviation[r]! * noise[k & NOISE_MASK]!
        out[to + 1] = g + deviation[g]! * noise[(k + 1) & NOISE_MASK]!
        out[to + 2] = b + deviation[b]! * noise[(k + 2) & NOISE_MASK]!
        k += 3
      }
    }
  }

  readonly #background = new Float64Array(3)

  #shadeBackground(
    pixel: number,
    ground: GroundAtlas,
    x: number,
    y: number,
    cos: number,
    sin: number,
    turn: number,
    shade: number,
  ): void {
    const view = this.#view
    const level = view.level[pixel]!
    const out = this.#background
    const sky = this.#sky
    if (level === SKY) {
      const at = this.#skyRow[pixel]! + ((this.#skyColumn[pixel]! + turn) & (SKY_COLUMNS - 1))
      out[0] = sky.red[at]!
      out[1] = sky.green[at]!
      out[2] = sky.blue[at]!
      return
    }
    let red: number
    let green: number
    let blue: number
    if (level === FAR_GROUND) {
      red = ground.baseColour[0]
      green = ground.baseColour[1]
      blue = ground.baseColour[2]
    } else {
      const gx = view.x[pixel]!
      const gy = view.y[pixel]!
      const scale = 1 / (FINEST_TEXEL * (1 << level))
      const base = level * LEVEL_SIDE * LEVEL_SIDE
      const texels = ground.texels
      let u = (cos * gx - sin * gy + x + SHIFT) * scale
      let v = (sin * gx + cos * gy + y + SHIFT) * scale
      const stretch = view.stretch[pixel]!
      if (stretch === MAGNIFIED) {
        const texel = between(texels, base, u - 0.5, v - 0.5)
        red = (texel & 255) * REFLECTANCE_OF_BYTE
        green = ((texel >> 8) & 255) * REFLECTANCE_OF_BYTE
        blue = ((texel >> 16) & 255) * REFLECTANCE_OF_BYTE
      } else if (stretch === 0) {
        const texel = texels[base + (v & MASK) * LEVEL_SIDE + (u & MASK)]!
        red = (texel & 255) * REFLECTANCE_OF_BYTE
        green = ((texel >> 8) & 255) * REFLECTANCE_OF_BYTE
        blue = ((texel >> 16) & 255) * REFLECTANCE_OF_BYTE
      } else {
        // Four samples along the pixel's long footprint.
        const dx = (gx - this.#position[0]) * stretch * scale
        const dy = (gy - this.#position[1]) * stretch * scale
        const du = cos * dx - sin * dy
        const dv = sin * dx + cos * dy
        u -= 1.5 * du
        v -= 1.5 * dv
        let rb = 0
        let g = 0
        for (let i = 0; i < 4; i++) {
          const texel = texels[base + (v & MASK) * LEVEL_SIDE + (u & MASK)]!
          rb += texel & 0xff00ff
          g += texel & 0xff00
          u += du
          v += dv
        }
        red = (rb & 0xffff) * (REFLECTANCE_OF_BYTE / 4)
        green = g * (REFLECTANCE_OF_BYTE / 1024)
        blue = (rb >>> 16) * (REFLECTANCE_OF_BYTE / 4)
      }
    }
    this.#lightGround(pixel, red, green, blue, shade * (1 / 255))
  }

  #lightGround(pixel: number, red: number, green: number, blue: number, shade: number): void {
    const { sun, sunDirection, ambient, airlight, wetness } = this.#light
    const slant = sunDirection[2] * shade
    const sky = 0.35 + 0.65 * shade
    const lamp = this.#lamp[pixel]!
    const clear = this.#through[pixel]!
    const air = 1 - clear
    const mirror = this.#mirror[pixel]! * shade
    const dry = 1 - 0.4 * wetness
    const { horizon } = this.#light
    const out = this.#background
    out[0] = (red * dry * (sun[0] * slant + ambient[0] * sky + lamp) + mirror * horizon[0]) * clear + airlight[0] * air
    out[1] =
      (green * dry * (sun[1] * slant + ambient[1] * sky + 0.95 * lamp) + mirror * horizon[1]) * clear +
      airlight[1] * air
    out[2] =
      (blue * dry * (sun[2] * slant + ambient[2] * sky + 0.85 * lamp) + mirror * horizon[2]) * clear + airlight[2] * air
  }

  #prepare(pixel: number): void {
    const { level, x, y, distance } = this.#view
    if (level[pixel] === SKY) {
      const azimuth = Math.atan2(y[pixel]!, x[pixel]!) / (2 * Math.PI)
      this.#skyColumn[pixel] = Math.round(azimuth * SKY_COLUMNS) & (SKY_COLUMNS - 1)
      this.#skyRow[pixel] = skyRow(distance[pixel]!)
      return
    }
    const { extinction, headLamps, wetness } = this.#light
    this.#through[pixel] = Math.exp(-extinction * distance[pixel]!)
    this.#lamp[pixel] = headLamps * headLampLightOnRoad(x[pixel]!, y[pixel]!)
    // Schlick 1994: F0 + (1 - F0)·(1 - cos)^5, of a film of water (F0 0.02) that roughness lets through in part.
    const cosine = this.#position[2] / distance[pixel]!
    this.#mirror[pixel] = 0.5 * wetness * (0.02 + 0.98 * (1 - cosine) ** 5)
  }
}

function toneIndex(value: number): number {
  const index = value * TONE_SCALE
  return index < TONE_SIZE ? index | 0 : TONE_SIZE - 1
}

/** Bilinear between four texels; (u, v) counts from texel centres. All channels at once, 8-bit weights. */
function between(texels: Uint32Array, base: number, u: number, v: number): number {
  const column = u | 0
  const row = v | 0
  const fx = ((u - column) * 256) | 0
  const fy = ((v - row) * 256) | 0
  const low = base + (row & MASK) * LEVEL_SIDE
  const high = base + ((row + 1) & MASK) * LEVEL_SIDE
  const left = column & MASK
  const right = (column + 1) & MASK
  const near = blend(texels[low + left]!, texels[low + right]!, fx)
  return blend(near, blend(texels[high + left]!, texels[high + right]!, fx), fy)
}

function blend(a: number, b: number, share: number): number {
  const rest = 256 - share
  const redBlue = (Math.imul(a & 0xff00ff, rest) + Math.imul(b & 0xff00ff, share)) >>> 8
  const green = (Math.imul(a & 0xff00, rest) + Math.imul(b & 0xff00, share)) >>> 8
  return (redBlue & 0xff00ff) | (green & 0xff00)
}
