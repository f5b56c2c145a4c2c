import { pictureStatistics } from '../../perception/camera/picture-statistics.ts'
import { ImageRemap } from '../../src/common/raster/image-remap.ts'
import type { Lens } from '../../src/core/lens.ts'
import type { PictureSize } from '../../src/core/pictures.ts'
import { openPictureDecoder } from '../../src/io/camera/picture-decoder-pool.ts'
import type { BenchCase } from '../case.ts'
import { PICTURE, surroundJpegs } from '../surround-jpegs.ts'

/** A network's input size: half of the simulator's front camera each way. */
const SMALL = { width: 384, height: 192 } as const
const LENS: Lens = { ...PICTURE, fx: 1260, fy: 1260, cx: 815, cy: 490, distortion: [-0.3, 0.1, 0, 0, -0.02] }

/** Pictures from the camera's bytes to what planners look at; in decoding threads but for the last two. */
export const PICTURE_CASES: readonly BenchCase[] = [
  sixJpegs('pictures/six-jpegs-1600x900-one-thread', 1, null),
  sixJpegs('pictures/six-jpegs-1600x900', 2, null),
  sixJpegs('pictures/six-jpegs-1600x900-to-384x192', 2, SMALL),
  {
    name: 'pictures/undistort-1600x900-to-384x192',
    perCall: { amount: 1, unit: 'pictures' },
    prepare: async () => {
      const target = { ...SMALL, fx: 300, fy: 300, cx: 191.5, cy: 95.5, distortion: [0, 0, 0, 0, 0] } as const
      const remap = new ImageRemap(LENS, target)
      const [pixels, out] = [noisyPixels(), new Uint8Array(3 * SMALL.width * SMALL.height)]
      return { run: () => remap.write(pixels, out, 'planar') }
    },
  },
  {
    name: 'pictures/health-1600x900',
    perCall: { amount: 1, unit: 'pictures' },
    prepare: async () => {
      const pixels = noisyPixels()
      return { run: () => pictureStatistics(pixels, PICTURE) }
    },
  },
]

/** Six cameras' pictures of one moment, from their bytes to pixels in shared memory. */
function sixJpegs(name: string, threads: number, size: PictureSize | null): BenchCase {
  return {
    name,
    perCall: { amount: 6, unit: 'pictures' },
    isQuick: threads === 2 && size === null,
    prepare: async () => {
      const jpegs = await surroundJpegs()
      const decoder = openPictureDecoder({ threads })
      let sequence = 0
      const decodeOne = async (bytes: Uint8Array, i: number) => {
        const payload = { kind: 'image', sensor: `${i}`, format: 'jpeg', bytes } as const
        const { pictures, problems } = await decoder.decode({
          sensor: `camera/${i}`,
          stamp: sequence,
          sequence,
          payload,
          size,
        })
        if (pictures.length === 0) throw new Error(`expected a picture, found ${JSON.stringify(problems)}`)
      }
      return {
        run: async () => {
          sequence++
          await Promise.all(jpegs.map(decodeOne))
        },
        dispose: () => decoder.close(),
      }
    },
  }
}

function noisyPixels(): Uint8Array {
  return Uint8Array.from({ length: 3 * PICTURE.width * PICTURE.height }, (_, i) => (i >> 6) ^ ((i * 7919) % 31))
}
