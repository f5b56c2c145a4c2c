import { InputError } from '../../core/errors.ts'
import type { Tensor } from '../../core/tensor.ts'
import type { CameraSource, ColourOrder } from './manifest.ts'
import { type ResampleWeights, resampleWeights } from './resample-weights.ts'

/** A decoded picture: row-major R, G, B, 8 bits each. */
export interface RgbPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array | Uint8ClampedArray
}

/** Share of R, G and B in each channel. Grey by ITU-R BT.601, as OpenCV and PIL make it. */
const CHANNELS: Readonly<Record<ColourOrder, readonly (readonly [number, number, number])[]>> = {
  RGB: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  BGR: [
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ],
  grey: [[0.299, 0.587, 0.114]],
}

/** What depends on the picture's size only. */
interface Plan {
  readonly width: number
  readonly height: number
  readonly across: ResampleWeights
  readonly down: ResampleWeights
  /** Source rows, resized across, by channel: [slot][channel · width + x]. A slot holds row `slotRows[slot]`. */
  readonly rows: Float32Array
  readonly slotRows: Int32Array
}

/**
 * Crops, resizes and normalises pictures into a network's input: the same arithmetic on every machine, without rounding
 * between the steps. Memory is allocated once a picture size.
 */
export class CameraInput {
  readonly #source: CameraSource
  readonly #width: number
  readonly #height: number
  readonly #isInteger: boolean
  /** Over a channel's value 0..255. */
  readonly #gain: Float64Array
  readonly #bias: Float64Array
  readonly #row: Float64Array
  #plan: Plan | null = null

  constructor(source: CameraSource, { type, shape }: Pick<Tensor, 'type' | 'shape'>) {
    const { layout, range, mean, standardDeviation } = source
    this.#source = source
    this.#width = shape[layout.indexOf('W')]!
    this.#height = shape[layout.indexOf('H')]!
    this.#isInteger = type !== 'float32'
    this.#row = new Float64Array(this.#width)
    this.#gain = Float64Array.from(standardDeviation, (deviation) => (range[1] - range[0]) / 255 / deviation)
    this.#bias = Float64Array.from(standardDeviation, (deviation, c) => (range[0] - mean[c]!) / deviation)
  }

  /** Writes the input's elements. Throws InputError when the picture holds other bytes than its size says. */
  fill(out: Float32Array | Uint8Array, picture: RgbPicture): void {
    if (picture.pixels.length !== 3 * picture.width * picture.height) {
      const expected = `${picture.width} × ${picture.height} pixels of 3 bytes`
      throw new InputError(`expected ${expected}, found ${picture.pixels.length} bytes: camera ${this.#source.camera}`)
    }
    const plan = this.#planFor(picture)
    plan.slotRows.fill(-1)
    for (let y = 0; y < this.#height; y++) {
      for (let k = 0; k < plan.down.taps; k++) {
        if (plan.down.weights[y * plan.down.taps + k] !== 0) this.#resizeRow(plan, picture, y, k)
      }
      for (let channel = 0; channel < this.#gain.length; channel++) {
        this.#mixRows(plan, channel, y)
        this.#write(out, channel, y)
      }
    }
  }

  #planFor({ width, height }: RgbPicture): Plan {
    if (this.#plan?.width === width && this.#plan.height === height) return this.#plan
    const { crop, resize } = this.#source
    const across = resampleWeights(resize, width, crop.left * width, crop.right * width, this.#width)
    const down = resampleWeights(resize, height, crop.top * height, crop.bottom * height, this.#height)
    const rows = new Float32Array(down.taps * this.#gain.length * this.#width)
    this.#plan = { width, height, across, down, rows, slotRows: new Int32Array(down.taps) }
    return this.#plan
  }

  /** The source row under tap k of target row y, resized across, unless its slot holds it already. */
  #resizeRow({ width, across, down, rows, slotRows }: Plan, picture: RgbPicture, y: number, k: number): void {
    const row = down.indices[y * down.taps + k]!
    const slot = row % down.taps
    if (slotRows[slot] === row) return
    slotRows[slot] = row
    const { pixels } = picture
    const { taps, indices, weights } = across
    const channels = CHANNELS[this.#source.colours]
    const start = row * width * 3
    for (let channel = 0; channel < channels.length; channel++) {
      const [red, green, blue] = channels[channel]!
      const single = channels.length === 3 ? channels[channel]!.indexOf(1) : -1
      let at = (slot * channels.length + channel) * this.#width
      for (let x = 0, tap = 0; x < this.#width; x++, at++) {
        let sum = 0
        for (const end = tap + taps; tap < end; tap++) {
          const pixel = start + indices[tap]! * 3
          const value =
            single >= 0
              ? pixels[pixel + single]!
              : red * pixels[pixel]! + green * pixels[pixel + 1]! + blue * pixels[pixel + 2]!
          sum += weights[tap]! * value
        }
        rows[at] = sum
      }
    }
  }

  /** row := the weighted sum of a channel's source rows that make target row y. */
  #mixRows({ down, rows }: Plan, channel: number, y: number): void {
    const mixed = this.#row
    const width = this.#width
    mixed.fill(0)
    for (let k = 0; k < down.taps; k++) {
      const weight = down.weights[y * down.taps + k]!
      if (weight === 0) continue
      const slot = down.indices[y * down.taps + k]! % down.taps
      const from = (slot * this.#gain.length + channel) * width
      for (let x = 0; x < width; x++) mixed[x]! += weight * rows[from + x]!
    }
  }

  #write(out: Float32Array | Uint8Array, channel: number, y: number): void {
    const mixed = this.#row
    const width = this.#width
    const isPlanar = this.#source.layout === 'NCHW'
    const channels = this.#gain.length
    const step = isPlanar ? 1 : channels
    let at = isPlanar ? (channel * this.#height + y) * width : y * width * channels + channel
    const gain = this.#gain[channel]!
    const bias = this.#bias[channel]!
    for (let x = 0; x < width; x++, at += step) {
      out[at] = this.#isInteger ? Math.round(mixed[x]!) : mixed[x]! * gain + bias
    }
  }
}
