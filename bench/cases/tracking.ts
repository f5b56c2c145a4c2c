import { createKittiTracker } from '../../fusion/tracks/track-parameters.ts'
import { BOX_STRIDE } from '../../src/common/geometry/oriented-box.ts'
import { Random } from '../../src/common/random/xoshiro.ts'
import type { BenchCase } from '../case.ts'

const OBJECTS = [10, 100, 1000] as const
const PERIOD_NS = 100e6
/** Different noise from cycle to cycle, over and over. */
const PATTERNS = 16
const STILL = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0)

/** Cars on a grid, 6 m × 5 m each: boxes of one cycle with 10 cm of noise. */
function cycleBoxes(objects: number, random: Random): Float64Array {
  const side = Math.ceil(Math.sqrt(objects))
  const boxes = new Float64Array(objects * BOX_STRIDE)
  for (let i = 0; i < objects; i++) {
    const x = 5 + 6 * (i % side) + 0.1 * random.normal()
    const y = 5 * (Math.floor(i / side) - side / 2) + 0.1 * random.normal()
    boxes.set([x, y, 0, 0.02 * random.normal(), 4.2, 1.8, 1.5], i * BOX_STRIDE)
  }
  return boxes
}

function trackerCase(objects: number): BenchCase {
  return {
    name: `tracking/objects-${objects}`,
    perCall: { amount: 1, unit: 'frames' },
    isQuick: objects === 100,
    prepare: async () => {
      const random = new Random(1)
      const patterns = Array.from({ length: PATTERNS }, () => cycleBoxes(objects, random))
      const scores = new Float64Array(objects).fill(8)
      const tracker = createKittiTracker('Car')
      let frame = 0
      return {
        run: () => {
          const boxes = patterns[frame % PATTERNS]!
          return tracker.step({ stamp: frame++ * PERIOD_NS, start: 0, end: objects, boxes, scores }, STILL).count
        },
      }
    },
  }
}

/** The tracker's step against the number of objects: predict, gate, assign, update, report. */
export const TRACKING_CASES: readonly BenchCase[] = OBJECTS.map(trackerCase)
