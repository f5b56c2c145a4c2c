import type { Random } from '../../../../src/common/random/xoshiro.ts'
import type { TrainingTask } from '../../data/training-task.ts'
import { DONKEY_INPUT, DONKEY_NETWORK } from './donkey-network.ts'

/** How pictures are varied. Tuned on records 512..639 of the published tub, trained on those before. */
const AUGMENTATION = {
  /** Chance that picture and command are mirrored. */
  mirror: 0.5,
  /** Largest shift in either direction, pixels of the network's picture. */
  shift: 2,
  /** Brightness is multiplied by 1 ± this. */
  brightness: 0.3,
  /** Contrast around the mean is multiplied by 1 ± this. */
  contrast: 0.2,
  /** Standard deviation of noise on every byte. */
  noise: 3,
} as const

const { width, height } = DONKEY_INPUT

export const TASK: TrainingTask = {
  network: DONKEY_NETWORK,
  prepare(sample, out, random) {
    const [image, angle] = [sample.bytesOf('image'), sample.floatsOf('angle')[0]!]
    if (random === null) {
      out.bytes('image').set(image)
      out.floats('angle')[0] = angle
      return
    }
    const isMirrored = random.uniform() < AUGMENTATION.mirror
    varyPicture(image, out.bytes('image'), isMirrored, random)
    out.floats('angle')[0] = isMirrored ? -angle : angle
  },
}

/** Mirror, shift (edges repeat), brightness, contrast and noise in one pass. */
function varyPicture(image: Uint8Array, out: Uint8Array, isMirrored: boolean, random: Random): void {
  const { shift, brightness, contrast, noise } = AUGMENTATION
  const [across, down] = [random.integer(2 * shift + 1) - shift, random.integer(2 * shift + 1) - shift]
  const gain = random.between(1 - contrast, 1 + contrast)
  const light = random.between(1 - brightness, 1 + brightness)
  const offset = meanOf(image) * light * (1 - gain)
  for (let row = 0; row < 3 * height; row++) {
    const channel = Math.floor(row / height)
    const from = (channel * height + clamp(row - channel * height + down, height)) * width
    for (let x = 0; x < width; x++) {
      const column = clamp((isMirrored ? width - 1 - x : x) + across, width)
      const value = image[from + column]! * light * gain + offset + noise * triangular(random)
      out[row * width + x] = Math.max(0, Math.min(255, Math.round(value)))
    }
  }
}

/** Triangular noise of variance one from a single draw: a normal one would cost more than the step of training. */
function triangular(random: Random): number {
  const bits = random.uint32()
  return (((bits & 0xffff) - (bits >>> 16)) / 65536) * Math.sqrt(6)
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, value))
}

function meanOf(image: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < image.length; i++) sum += image[i]!
  return sum / image.length
}
