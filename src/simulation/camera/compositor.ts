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
const NOISE_MASK = 16383
/** Noise is integer: standard normal numbers times 64, standard deviations times 16. */
const NOISE_SCALE = 64
const DEVIATION_SCALE = 16
const NOISE_BITS = 10
const MASK = LEVEL_SIDE - 1

/**
 * The last pass over the pixels, row by row: ground, sky and faces as linear radiance with the air between, then tone and
 * noise into 8-bit RGB.
 */
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
  /** Linear radiance of the row at hand. */
  readonly #red: Float32Array
  readonly #green: Float32Array
  readonly #blue: Float32Array
  /** By linear radiance: the 8-bit value in the low byte, the standard deviation of its noise in the high one. */
  readonly #developed: Uint16Array
  readonly #noise = new Int16Array(NOISE_MASK + 1)
  readonly #seed: number
  /** Ground beyond the atlas, and the car's pose, for the rows of one frame. */
  #farTexel = 0
  #x = 0
  #y = 0
  #yaw = 0

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
    this.#red = new Float32Array(view.width)
    this.#green = new Float32Array(view.width)
    this.#blue = new Float32Array(view.width)
    for (let pixel = 0; pixel < pixels; pixel++) this.#prepare(pixel)
    const random = new Random(seed)
    for (let i = 0; i <= NOISE_MASK; i++) this.#noise[i] = Math.round(NOISE_SCALE * random.normal())
    this.#developed = Uint16Array.from(encodedTone(), (value) => {
      // Variance: of reading, and of counting light, which grows with the signal.
      const deviation = Math.hypot(light.readNoise, light.shotNoise * Math.sqrt(value / 255))
      return value | (Math.round(DEVIATION_SCALE * deviation) << 8)
    })
  }

  /** `frame`: a number of its own for each image, for its noise. */
  compose(drawer: FaceDrawer, ground: GroundAtlas, x: number, y: number, yaw: number, frame: number): void {
    this.#x = x
    this.#y = y
    this.#yaw = yaw
    this.#farTexel = packed(ground.baseColour)
    const { height } = this.#view
    const salt = this.#seed ^ Math.imul(frame, 0x9e3779b1)
    for (let row = 0; row < height; row++) {
      this.#lightBackground(row, drawer, ground)
      this.#lightFaces(row, drawer)
      this.#develop(row, hash2(salt, row) & NOISE_MASK)
    }
  }

  /** Ground and sky of a row, where no face is. */
  #lightBackground(row: number, { buffer }: FaceDrawer, ground: GroundAtlas): void {
    const { width, level, x: groundX, y: groundY, stretch } = this.#view
    const { face, groundLight } = buffer
    const { texels } = ground
    const [cameraX, cameraY] = this.#position
    const cos = Math.cos(this.#yaw)
    const sin = Math.sin(this.#yaw)
    const originX = this.#x + SHIFT
    const originY = this.#y + SHIFT
    const far = this.#farTexel
    const turn = Math.round((this.#yaw / (2 * Math.PI)) * SKY_COLUMNS)
    for (let column = 0, pixel = row * width; column < width; column++, pixel++) {
      if (face[pixel] !== 0) continue
      const l = level[pixel]!
      if (l === SKY) {
        this.#lightSky(column, pixel, turn)
        continue
      }
      let texel = far
      if (l !== FAR_GROUND) {
        const gx = groundX[pixel]!
        const gy = groundY[pixel]!
        // 1/256 texel as an integer: a call that is not inlined would box fractions, a dozen megabytes a frame.
        const scale = 256 / (FINEST_TEXEL * (1 << l))
        const base = l * LEVEL_SIDE * LEVEL_SIDE
        const u = ((cos * gx - sin * gy + originX) * scale) | 0
        const v = ((sin * gx + cos * gy + originY) * scale) | 0
        const apart = stretch[pixel]!
        if (apart === MAGNIFIED) texel = between(texels, base, u - 128, v - 128)
        else if (apart === 0) texel = texels[base + ((v >> 8) & MASK) * LEVEL_SIDE + ((u >> 8) & MASK)]!
        else {
          const dx = (gx - cameraX) * apart * scale
          const dy = (gy - cameraY) * apart * scale
          texel = along(texels, base, u, v, (cos * dx - sin * dy) | 0, (sin * dx + cos * dy) | 0)
        }
      }
      this.#lightGround(column, pixel, texel, groundLight[pixel]!)
    }
  }

  #lightSky(column: number, pixel: number, turn: number): void {
    const at = this.#skyRow[pixel]! + ((this.#skyColumn[pixel]! + turn) & (SKY_COLUMNS - 1))
    const sky = this.#sky
    this.#red[column] = sky.red[at]!
    this.#green[column] = sky.green[at]!
    this.#blue[column] = sky.blue[at]!
  }

  /** `light`: what shadows leave of it, 0..255. */
  #lightGround(column: number, pixel: number, texel: number, light: number): void {
    const { sun, sunDirection, ambient, airlight, horizon, wetness } = this.#light
    const shade = light * (1 / 255)
    const slant = sunDirection[2] * shade
    const sky = 0.35 + 0.65 * shade
    const lamp = this.#lamp[pixel]!
    const clear = this.#through[pixel]!
    const air = 1 - clear
    const mirror = this.#mirror[pixel]! * shade
    const scale = REFLECTANCE_OF_BYTE * (1 - 0.4 * wetness)
    const red = (texel & 255) * scale * (sun[0] * slant + ambient[0] * sky + lamp)
    const green = ((texel >> 8) & 255) * scale * (sun[1] * slant + ambient[1] * sky + 0.95 * lamp)
    const blue = ((texel >> 16) & 255) * scale * (sun[2] * slant + ambient[2] * sky + 0.85 * lamp)
    this.#red[column] = (red + mirror * horizon[0]) * clear + airlight[0] * air
    this.#green[column] = (green + mirror * horizon[1]) * clear + airlight[1] * air
    this.#blue[column] = (blue + mirror * horizon[2]) * clear + airlight[2] * air
  }

  #lightFaces(row: number, drawer: FaceDrawer): void {
    const { width } = this.#view
    const { face, inverseDepth } = drawer.buffer
    const { red: faceRed, green: faceGreen, blue: faceBlue } = drawer
    const { airlight, extinction } = this.#light
    const red = this.#red
    const green = this.#green
    const blue = this.#blue
    for (let column = 0, pixel = row * width; column < width; column++, pixel++) {
      const number = face[pixel]!
      if (number === 0) continue
      // exp(-t) ≈ ((1 - t/32)/(1 + t/32))^16, to 1e-3 of it up to t = 2; t = extinction · depth.
      const nearness = 32 * inverseDepth[pixel]!
      let clear = Math.max(0, (nearness - extinction) / (nearness + extinction))
      clear *= clear
      clear *= clear
      clear *= clear
      clear *= clear
      const air = 1 - clear
      red[column] = faceRed[number]! * clear + airlight[0] * air
      green[column] = faceGreen[number]! * clear + airlight[1] * air
      blue[column] = faceBlue[number]! * clear + airlight[2] * air
    }
  }

  /** Tone and noise of a row; `k`: where in the table of noise it begins. */
  #develop(row: number, k: number): void {
    const { width } = this.#view
    const noise = this.#noise
    const developed = this.#developed
    const out = this.pixels
    const red = this.#red
    const green = this.#green
    const blue = this.#blue
    const half = 1 << (NOISE_BITS - 1)
    for (let column = 0, to = 3 * row * width; column < width; column++, to += 3, k += 3) {
      const r = developed[Math.min(TONE_SIZE - 1, (red[column]! * TONE_SCALE) | 0)]!
      const g = developed[Math.min(TONE_SIZE - 1, (green[column]! * TONE_SCALE) | 0)]!
      const b = developed[Math.min(TONE_SIZE - 1, (blue[column]! * TONE_SCALE) | 0)]!
      out[to] = (r & 255) + (((r >> 8) * noise[k & NOISE_MASK]! + half) >> NOISE_BITS)
      out[to + 1] = (g & 255) + (((g >> 8) * noise[(k + 1) & NOISE_MASK]! + half) >> NOISE_BITS)
      out[to + 2] = (b & 255) + (((b >> 8) * noise[(k + 2) & NOISE_MASK]! + half) >> NOISE_BITS)
    }
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

/** Four samples along a pixel's long footprint, around its middle; all in 1/256 texel. */
function along(texels: Uint32Array, base: number, u: number, v: number, du: number, dv: number): number {
  u -= (3 * du) >> 1
  v -= (3 * dv) >> 1
  let redBlue = 0
  let green = 0
  for (let i = 0; i < 4; i++, u += du, v += dv) {
    const texel = texels[base + ((v >> 8) & MASK) * LEVEL_SIDE + ((u >> 8) & MASK)]!
    redBlue += texel & 0xff00ff
    green += texel & 0xff00
  }
  return ((redBlue >>> 2) & 0xff00ff) | ((green >>> 2) & 0xff00)
}

function packed([red, green, blue]: readonly [number, number, number]): number {
  const byte = (reflectance: number) => Math.round(reflectance / REFLECTANCE_OF_BYTE)
  return byte(red) | (byte(green) << 8) | (byte(blue) << 16)
}

/** Bilinear between four texels; (u, v) in 1/256 texel from the first texel's centre. All channels at once. */
function between(texels: Uint32Array, base: number, u: number, v: number): number {
  const fx = u & 255
  const low = base + ((v >> 8) & MASK) * LEVEL_SIDE
  const high = base + (((v >> 8) + 1) & MASK) * LEVEL_SIDE
  const left = (u >> 8) & MASK
  const right = ((u >> 8) + 1) & MASK
  const near = blend(texels[low + left]!, texels[low + right]!, fx)
  return blend(near, blend(texels[high + left]!, texels[high + right]!, fx), v & 255)
}

function blend(a: number, b: number, share: number): number {
  const rest = 256 - share
  const redBlue = (Math.imul(a & 0xff00ff, rest) + Math.imul(b & 0xff00ff, share)) >>> 8
  const green = (Math.imul(a & 0xff00, rest) + Math.imul(b & 0xff00, share)) >>> 8
  return (redBlue & 0xff00ff) | (green & 0xff00)
}
