import { LidarObjectDetector } from '../../perception/lidar/objects/lidar-objects.ts'
import type { BenchCase } from '../case.ts'
import { streetSweep, TOWN_STREET } from '../lidar-street.ts'

const HEIGHT = 1.73
const MOUNTING = { position: [0, 0, HEIGHT], yaw: 0, pitch: 0, roll: 0 } as const
/** Rays without an echo are left out: some more firings than usual make the sweep full. */
const COLUMNS = 1895

/** A sweep to objects: at most 10 ms for 120 000 points on one quiet core. */
export const LIDAR_OBJECT_CASES: readonly BenchCase[] = [
  {
    name: 'lidar/objects-town',
    perCall: { amount: 120_000, unit: 'points' },
    isQuick: true,
    prepare: async () => {
      const sweep = streetSweep({ ...TOWN_STREET, speed: 10, yawRate: 0.1 }, HEIGHT, 1, COLUMNS)
      if (Math.abs(sweep.x.length - 120_000) > 1000) throw new Error(`expected 120 000 points, found ${sweep.x.length}`)
      const detector = new LidarObjectDetector({ mounting: MOUNTING, ownCar: [-1.2, 3.9, 1.1] })
      return { run: () => detector.detect(sweep, { speed: 10, yawRate: 0.1 }).length }
    },
  },
]
