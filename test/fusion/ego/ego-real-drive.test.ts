import { beforeAll, describe, expect, test } from 'vitest'
import { COMMA2K19 } from '../../../datasets/comma2k19.ts'
import { type EgoConfig, egoConfigFromVehicle } from '../../../fusion/ego/ego-config.ts'
import { createPerception, perceive } from '../../../perception/perceive.ts'
import { DEFAULT_OUTAGES, type EgoEvaluation, evaluateEgo, type StampedPose } from '../../../src/cli/ego-evaluation.ts'
import { TOYOTA_RAV4 } from '../../../src/common/vehicle/toyota-rav4.ts'
import { RADIANS_PER_DEGREE } from '../../../src/core/angle.ts'
import type { Observation } from '../../../src/core/observations.ts'
import { sharedData } from '../../shared-data.ts'

const path = sharedData('comma2k19')
const CAMERA = TOYOTA_RAV4.mountings['camera']!.position
const CONFIG = egoConfigFromVehicle(TOYOTA_RAV4)

describe.skipIf(path === null)(
  'on the real minute of comma2k19, from its raw CAN, IMU and fixes, the ego filter',
  () => {
    let observations: readonly Observation[]
    let poses: readonly StampedPose[]
    let evaluation: EgoEvaluation

    const evaluate = (config: EgoConfig, reference = poses) =>
      evaluateEgo(observations, reference, config, { referencePoint: CAMERA, skip: 5, outages: DEFAULT_OUTAGES })

    beforeAll(async () => {
      ;({ observations, poses } = await readSegment(`${path}/segment`))
      evaluation = evaluate(CONFIG)
    })

    test('sees every sensor, and the baselines are those of the data’s own description', () => {
      const { wheelSpeed, fix, constantCourse } = evaluation.baselines
      expect(wheelSpeed.rmse).toBeCloseTo(0.156, 2)
      expect(wheelSpeed.bias).toBeCloseTo(-0.144, 2)
      expect(Math.abs(fix.median - 1.434)).toBeLessThan(0.02)
      expect(Math.abs(fix.p95 - 1.869)).toBeLessThan(0.02)
      expect(Math.abs(fix.rms - 1.474)).toBeLessThan(0.02)
      expect(constantCourse / RADIANS_PER_DEGREE).toBeCloseTo(0.186, 2)
      expect(evaluation.fused.samples).toBeGreaterThan(1000)
    })

    test('knows the speed to 0.06 m/s and the course to 0.15°', () => {
      expect(evaluation.fused.speed.rmse).toBeLessThan(0.06)
      expect(evaluation.fused.course.rmse).toBeLessThan(0.15 * RADIANS_PER_DEGREE)
    })

    test('knows the position to 0.8 m in the median', () => {
      expect(evaluation.fused.position.median).toBeLessThan(0.8)
    })

    test('finds the wheel scale', () => {
      expect(Math.abs(evaluation.calibration.get('wheelScale')!.value - 1.009)).toBeLessThan(0.004)
    })

    test('drifts by 0.5 % of the distance in the median and by 1 % at most in 20 s without fixes', () => {
      expect(evaluation.outages.length).toBeGreaterThanOrEqual(7)
      expect(evaluation.outageMedian).toBeLessThan(0.005)
      expect(evaluation.outageWorst).toBeLessThan(0.01)
    })

    test('finds the latency of the fixes whatever it is told to expect', () => {
      const latency = (mean: number) => {
        const prior = { ...CONFIG.prior, gnssLatency: { mean, standardDeviation: 0.1 } }
        const found = evaluate({ ...CONFIG, prior })
        expect(found.fused.position.median).toBeLessThan(0.8)
        return found.calibration.get('gnssLatency')!.value
      }
      const [fromNothing, fromTwice] = [latency(0), latency(0.2)]
      expect(fromNothing).toBeGreaterThan(0.02)
      expect(fromTwice - fromNothing).toBeLessThan(0.03)
    })

    test('does not look at the reference: another one changes the score and nothing else', () => {
      const elsewhere = poses.map(({ stamp, pose }) => ({ stamp, pose: { ...pose, longitude: pose.longitude + 1e-5 } }))
      const other = evaluate(CONFIG, elsewhere)
      expect(other.fused.position.median).toBeGreaterThan(10)
      expect(other.calibration).toEqual(evaluation.calibration)
    })
  },
)

async function readSegment(segment: string): Promise<{ observations: Observation[]; poses: StampedPose[] }> {
  const recording = await COMMA2K19.open(segment, {})
  const perception = createPerception(TOYOTA_RAV4)
  const observations: Observation[] = []
  const poses: StampedPose[] = []
  for (const message of recording.messages) {
    const { stamp, payload } = message
    if (payload.kind === 'pose-truth') poses.push({ stamp, pose: payload })
    observations.push(...perceive(perception, message, stamp).output)
  }
  observations.sort((a, b) => a.stamp - b.stamp)
  return { observations, poses }
}
