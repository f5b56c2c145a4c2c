import { describe, expect, it } from 'vitest'
import { createPerception, perceive } from '../../perception/perceive.ts'
import { enuFromGeodetic } from '../../src/common/geodesy/local-frame.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { Message, PoseTruth, TruthObject } from '../../src/core/messages.ts'
import type { Observation } from '../../src/core/observations.ts'
import { secondsBetween } from '../../src/core/time.ts'
import { SIMULATION_FRAME } from '../../src/simulation/closed-loop/sensor-suite.ts'
import { TYPICAL_ERRORS } from '../../src/simulation/ego/car-signals.ts'
import { generatedDrive } from './run-messages.ts'

const SECONDS = 25
const messages = await generatedDrive(SECONDS, 3)
const byStamp = [...messages].sort((a, b) => a.stamp - b.stamp)

const truths = byStamp.flatMap(({ stamp, payload }) => (payload.kind === 'pose-truth' ? [{ stamp, ...payload }] : []))
const truthAt = new Map(truths.map((truth) => [truth.stamp, truth]))
const objectsAt = new Map(
  byStamp.flatMap(({ stamp, payload }) =>
    payload.kind === 'objects-truth' ? [[stamp, payload.objects] as const] : [],
  ),
)
const observations = observe(byStamp)
const speedOf = ({ velocity: [x, y] }: Pick<PoseTruth, 'velocity'>) => Math.hypot(x, y)
const yawOf = ({ orientation: [, , z, w] }: PoseTruth) => 2 * Math.atan2(z, w)
const rms = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function observe(list: readonly Message[]): readonly Observation[] {
  const state = createPerception(GENERIC_CAR)
  return list.flatMap((message) => {
    const { output, warnings } = perceive(state, message, message.stamp)
    if (warnings.length > 0) throw new Error(warnings[0]!.detail)
    return output
  })
}

/** The car nearest ahead in the ego's own lane, as (m ahead, m left) of the rear axle; null without one. */
function leadOf(ego: PoseTruth, objects: readonly TruthObject[]) {
  const [cos, sin] = [Math.cos(yawOf(ego)), Math.sin(yawOf(ego))]
  return objects
    .map((object) => {
      const [dx, dy] = [object.position[0] - ego.position[0], object.position[1] - ego.position[1]]
      return { object, ahead: cos * dx + sin * dy, left: -sin * dx + cos * dy }
    })
    .filter(({ object, ahead, left }) => object.class === 'car' && ahead > 0 && ahead < 60 && Math.abs(left) < 1.5)
    .reduce<{ object: TruthObject; ahead: number; left: number } | null>(
      (best, one) => (best === null || one.ahead < best.ahead ? one : best),
      null,
    )
}

describe('a generated drive', () => {
  it('comes in order of arrival, every sensor at its rate, arriving after it measured', () => {
    const isSound = ({ stamp, arrival }: Message) =>
      Number.isInteger(stamp) && Number.isInteger(arrival) && arrival >= stamp
    expect(messages.filter((message) => !isSound(message))).toEqual([])
    const sensed = messages.filter(({ topic }) => !/^\/(truth|vehicle|tf)/.test(topic))
    expect(sensed.some(({ arrival }, i) => i > 0 && arrival < sensed[i - 1]!.arrival)).toBe(false)
    expect(sensed.some(({ stamp }, i) => i > 0 && stamp < sensed[i - 1]!.stamp)).toBe(true)
    const counts: Record<string, number> = {}
    for (const { topic } of messages) counts[topic] = (counts[topic] ?? 0) + 1
    const rates = Object.fromEntries(Object.entries(counts).map(([topic, n]) => [topic, Math.round(n / SECONDS)]))
    expect(rates).toMatchObject({
      '/vehicle': 0,
      '/tf/static': 0,
      '/can/0': 100,
      '/imu': 100,
      '/radar/front/scan': 20,
      '/radar/back-left/scan': 20,
      '/gnss/fix': 10,
      '/navigation/route': 1,
      '/truth/map': 0,
      '/truth/ego': 50,
      '/truth/objects': 20,
    })
  })

  it('has a truth that is consistent: integrated velocity is the position, the nose points along it but for slip', () => {
    let [x, y] = truths[0]!.position
    let largest = 0
    for (let i = 1; i < truths.length; i++) {
      const [before, after] = [truths[i - 1]!, truths[i]!]
      const dt = secondsBetween(before.stamp, after.stamp)
      x += ((before.velocity[0] + after.velocity[0]) / 2) * dt
      y += ((before.velocity[1] + after.velocity[1]) / 2) * dt
      if (speedOf(after) < 1) continue
      const course = Math.atan2(after.velocity[1], after.velocity[0])
      largest = Math.max(largest, Math.abs(Math.sin(course - yawOf(after))))
    }
    // Two degrees: of the tyres at the rear axle.
    expect(largest).toBeLessThan(0.035)
    expect(Math.hypot(x - truths.at(-1)!.position[0], y - truths.at(-1)!.position[1])).toBeLessThan(0.02)
    for (const truth of truths) {
      const enu = enuFromGeodetic(SIMULATION_FRAME, truth)
      expect(Math.hypot(enu[0] - truth.position[0], enu[1] - truth.position[1])).toBeLessThan(1e-6)
    }
  })

  it('has a lead that brakes and an ego that brakes behind it without touching it, through bends', () => {
    const speeds = truths.map(speedOf)
    expect(Math.max(...speeds)).toBeGreaterThan(12)
    expect(Math.min(...speeds)).toBeLessThan(0.6 * Math.max(...speeds))
    const leads = [...objectsAt].flatMap(([stamp, objects]) => {
      const ego = truthAt.get(stamp)
      const lead = ego && leadOf(ego, objects)
      return lead ? [lead] : []
    })
    expect(leads.length).toBeGreaterThan(100)
    const gaps = leads.map(({ object, ahead }) => ahead - object.size[0] / 2 - GENERIC_CAR.geometry.rearAxleToFront)
    expect(Math.min(...gaps)).toBeGreaterThan(1)
    const leadSpeeds = leads.map(({ object }) => speedOf(object))
    expect(Math.min(...leadSpeeds)).toBeLessThan(0.6 * Math.max(...leadSpeeds))
    const yaws = truths.map(yawOf)
    expect(Math.max(...yaws) - Math.min(...yaws)).toBeGreaterThan(0.3)
  })

  it('reports over CAN what the car does, within noise, bias and quantisation as stated', () => {
    const wheels = observations.flatMap((o) => {
      const truth = truthAt.get(o.stamp)
      if (o.kind !== 'wheel-speeds' || !truth) return []
      const yaw = yawOf(truth)
      const along = Math.cos(yaw) * truth.velocity[0] + Math.sin(yaw) * truth.velocity[1]
      return [(o.rearLeft + o.rearRight) / 2 - along * TYPICAL_ERRORS.wheelScale]
    })
    expect(wheels.length).toBeGreaterThan(1000)
    // Mean of two wheels, each with the noise and a step of 0.05 km/h.
    const expected = Math.hypot(TYPICAL_ERRORS.wheelSpeed, 0.05 / 3.6 / Math.sqrt(12)) / Math.SQRT2
    expect(rms(wheels) / expected).toBeGreaterThan(0.9)
    expect(rms(wheels) / expected).toBeLessThan(1.1)

    const rates = truths.slice(1, -1).map((truth, i) => {
      const [before, after] = [truths[i]!, truths[i + 2]!]
      return { stamp: truth.stamp, yawRate: (yawOf(after) - yawOf(before)) / secondsBetween(before.stamp, after.stamp) }
    })
    const rateAt = new Map(rates.map(({ stamp, yawRate }) => [stamp, yawRate]))
    const residuals = observations.flatMap((o) =>
      o.kind === 'yaw-rate' && rateAt.has(o.stamp) ? [o.yawRate - rateAt.get(o.stamp)!] : [],
    )
    expect(mean(residuals)).toBeCloseTo(TYPICAL_ERRORS.yawRateBias, 3)
    expect(rms(residuals.map((r) => r - mean(residuals))) / TYPICAL_ERRORS.yawRate).toBeLessThan(1.1)
  })

  it('shows the lead to the radar where it is and as fast as it comes', () => {
    const { position } = GENERIC_CAR.mountings['radar/front']!
    let scans = 0
    const ranges: number[] = []
    const rates: number[] = []
    for (const observation of observations) {
      if (observation.kind !== 'radar' || observation.sensor !== 'radar/front') continue
      const ego = truthAt.get(observation.stamp)
      const lead = ego && leadOf(ego, objectsAt.get(observation.stamp) ?? [])
      if (!ego || !lead) continue
      scans++
      // From the radar to the middle of the lead's back.
      const x = lead.ahead - lead.object.size[0] / 2 - position[0]
      const range = Math.hypot(x, lead.left)
      const found = observation.detections.filter(
        (one) => Math.abs(one.range - range) < 2.5 && Math.abs(one.azimuth - Math.atan2(lead.left, x)) < 1.2 / range,
      )
      const nearest = found.sort((a, b) => a.range - b.range)[0]
      if (!nearest) continue
      const yaw = yawOf(ego)
      const relative = [0, 1].map((i) => lead.object.velocity[i]! - ego.velocity[i]!)
      const along = Math.cos(yaw) * relative[0]! + Math.sin(yaw) * relative[1]!
      const across = -Math.sin(yaw) * relative[0]! + Math.cos(yaw) * relative[1]!
      ranges.push(nearest.range - range)
      rates.push(nearest.rangeRate - (x * along + lead.left * across) / range)
    }
    expect(scans).toBeGreaterThan(60)
    expect(rates.length / scans).toBeGreaterThan(0.9)
    expect(rms(rates)).toBeLessThan(0.3)
    // Reflections come from all over the rear half; the nearest ones from the back itself.
    expect(Math.abs(mean(ranges))).toBeLessThan(1)
  })

  it('has fixes that lie around the antenna as far as they say', () => {
    const [lever] = GENERIC_CAR.mountings['gnss']!.position
    const ratios = observations.flatMap((o) => {
      if (o.kind !== 'gnss') return []
      const near = truths.reduce((a, b) => (Math.abs(b.stamp - o.stamp) < Math.abs(a.stamp - o.stamp) ? b : a))
      const dt = secondsBetween(near.stamp, o.stamp)
      const yaw = yawOf(near)
      const antenna = [
        near.position[0] + near.velocity[0] * dt + lever * Math.cos(yaw),
        near.position[1] + near.velocity[1] * dt + lever * Math.sin(yaw),
      ]
      const [east, north] = enuFromGeodetic(SIMULATION_FRAME, o)
      const distance = Math.hypot(east - antenna[0]!, north - antenna[1]!)
      return [distance / Math.sqrt(o.positionVariance[0] + o.positionVariance[1])]
    })
    // The last one is still on its way.
    expect(ratios.length).toBe(10 * SECONDS - 1)
    expect(Math.max(...ratios)).toBeLessThan(3)
    expect(Math.max(...ratios)).toBeGreaterThan(0.1)
  })
})
