import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { syntheticDrive, syntheticSource } from '../../datasets/synthetic-drive.ts'
import { SYNTHETIC_FRAME } from '../../datasets/synthetic-gnss.ts'
import { SYNTHETIC_NOISE } from '../../datasets/synthetic-sensors.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { createPerception, perceive } from '../../perception/perceive.ts'
import { enuFromGeodetic } from '../../src/common/geodesy/local-frame.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { Message, ObjectsTruth, PoseTruth } from '../../src/core/messages.ts'
import type { Observation } from '../../src/core/observations.ts'
import { secondsBetween } from '../../src/core/time.ts'

const messages = [...syntheticDrive({ seed: 3 }).messages]
const byStamp = [...messages].sort((a, b) => a.stamp - b.stamp)

const truths = byStamp.flatMap(({ stamp, payload }) => (payload.kind === 'pose-truth' ? [{ stamp, ...payload }] : []))
const truthAt = new Map(truths.map((truth) => [truth.stamp, truth]))
const observations = observe(byStamp)
const speedOf = ({ velocity: [x, y, z] }: PoseTruth) => Math.hypot(x, y, z)
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

describe('the synthetic drive', () => {
  it('is the same bits for one seed, and another drive for another', () => {
    const short = (seed: number) => [...syntheticDrive({ seed, duration: 3 }).messages]
    expect(short(3)).toEqual(short(3))
    const other = short(4)
    const imu = (list: readonly Message[]) => list.find(({ topic }) => topic === '/imu')?.payload
    expect(imu(other)).not.toEqual(imu(messages))
  })

  it('comes in order of arrival, every sensor at its rate, arriving after it measured', () => {
    const isSound = ({ stamp, arrival }: Message, i: number) =>
      Number.isInteger(stamp) && Number.isInteger(arrival) && arrival >= Math.max(stamp, messages[i - 1]?.arrival ?? 0)
    expect(messages.filter((message, i) => !isSound(message, i))).toEqual([])
    const counts: Record<string, number> = {}
    for (const { topic } of messages) counts[topic] = (counts[topic] ?? 0) + 1
    const rates = Object.fromEntries(Object.entries(counts).map(([topic, n]) => [topic, Math.round(n / 30)]))
    expect(rates).toEqual({
      '/vehicle': 0,
      '/can/0': 100,
      '/imu': 100,
      '/radar/front/scan': 20,
      '/gnss/fix': 10,
      '/truth/ego': 50,
      '/truth/objects': 20,
    })
    expect(messages.some(({ stamp }, i) => i > 0 && stamp < messages[i - 1]!.stamp)).toBe(true)
  })

  it('has a truth that is consistent: integrated velocity is the position, the nose points along it', () => {
    let [x, y] = truths[0]!.position
    let largest = 0
    for (let i = 1; i < truths.length; i++) {
      const [before, after] = [truths[i - 1]!, truths[i]!]
      const dt = secondsBetween(before.stamp, after.stamp)
      x += ((before.velocity[0] + after.velocity[0]) / 2) * dt
      y += ((before.velocity[1] + after.velocity[1]) / 2) * dt
      largest = Math.max(largest, Math.abs(Math.atan2(after.velocity[1], after.velocity[0]) - yawOf(after)))
    }
    expect(largest).toBeLessThan(1e-9)
    expect(Math.hypot(x - truths.at(-1)!.position[0], y - truths.at(-1)!.position[1])).toBeLessThan(0.02)
    for (const truth of truths) {
      const enu = enuFromGeodetic(SYNTHETIC_FRAME, truth)
      expect(Math.hypot(enu[0] - truth.position[0], enu[1] - truth.position[1])).toBeLessThan(1e-6)
    }
  })

  it('has a lead that brakes and an ego that brakes behind it without touching it, through bends', () => {
    const speeds = truths.map(speedOf)
    expect(Math.max(...speeds)).toBeGreaterThan(12)
    expect(Math.min(...speeds)).toBeLessThan(8)
    const objects = byStamp.flatMap(({ stamp, payload }) =>
      payload.kind === 'objects-truth' ? [{ stamp, payload }] : [],
    )
    const leadSpeeds = objects.map(({ payload }) => Math.hypot(...lead(payload).velocity))
    expect(Math.min(...leadSpeeds)).toBeLessThan(6)
    const gaps = objects.flatMap(({ stamp, payload }) => {
      const ego = truthAt.get(stamp)
      if (ego === undefined) return []
      const [x, y] = lead(payload).position
      return [Math.hypot(x - ego.position[0], y - ego.position[1]) - 2.25 - GENERIC_CAR.geometry.rearAxleToFront]
    })
    expect(gaps.length).toBeGreaterThan(200)
    expect(Math.min(...gaps)).toBeGreaterThan(2)
    const yaws = truths.map(yawOf)
    expect(Math.max(...yaws) - Math.min(...yaws)).toBeGreaterThan(0.5)
  })

  it('reports over CAN what the car does, within noise, bias and quantisation as stated', () => {
    const wheels = observations.flatMap((o) => {
      const truth = truthAt.get(o.stamp)
      return o.kind === 'wheel-speeds' && truth
        ? [{ wheel: (o.rearLeft + o.rearRight) / 2, speed: speedOf(truth) }]
        : []
    })
    expect(wheels.length).toBeGreaterThan(1000)
    const errors = wheels.map(({ wheel, speed }) => wheel - speed * SYNTHETIC_NOISE.wheelScale)
    // Mean of two wheels, each with the noise and a step of 0.05 km/h.
    const expected = Math.hypot(SYNTHETIC_NOISE.wheelSpeed, 0.05 / 3.6 / Math.sqrt(12)) / Math.SQRT2
    expect(rms(errors) / expected).toBeGreaterThan(0.9)
    expect(rms(errors) / expected).toBeLessThan(1.1)

    const rates = truths.slice(1, -1).map((truth, i) => {
      const [before, after] = [truths[i]!, truths[i + 2]!]
      return { stamp: truth.stamp, yawRate: (yawOf(after) - yawOf(before)) / secondsBetween(before.stamp, after.stamp) }
    })
    const rateAt = new Map(rates.map(({ stamp, yawRate }) => [stamp, yawRate]))
    const residuals = observations.flatMap((o) =>
      o.kind === 'yaw-rate' && rateAt.has(o.stamp) ? [o.yawRate - rateAt.get(o.stamp)!] : [],
    )
    expect(mean(residuals)).toBeCloseTo(SYNTHETIC_NOISE.yawRateBias, 3)
    const steered = observations.flatMap((o) => {
      const truth = truthAt.get(o.stamp)
      const rate = rateAt.get(o.stamp)
      if (o.kind !== 'steering' || truth === undefined || rate === undefined) return []
      return [o.frontWheelAngle - Math.atan((GENERIC_CAR.geometry.wheelbase * rate) / speedOf(truth))]
    })
    const offset = SYNTHETIC_NOISE.steeringOffset / GENERIC_CAR.geometry.steeringRatio
    expect(Math.abs(mean(steered) - offset)).toBeLessThan(2e-4)
  })

  it('shows the lead to the radar where it is and as fast as it comes', () => {
    const scans = observations.filter((o) => o.kind === 'radar')
    expect(scans).toHaveLength(600)
    const ranges = scans.map(({ detections }) => detections.filter(({ azimuth }) => Math.abs(azimuth) < 0.3).length)
    expect(ranges.filter((n) => n > 0).length).toBeGreaterThan(0.9 * scans.length)
    // Range differences over 0.5 s agree with the range rate: follow the nearest target straight ahead.
    const nearest = scans.map(({ stamp, detections }) => ({
      stamp,
      target: [...detections].sort((a, b) => a.range - b.range).find(({ rangeRate }) => rangeRate > -6),
    }))
    const differences = nearest.slice(10).flatMap(({ stamp, target }, i) => {
      const before = nearest[i]!
      if (!target || !before.target || Math.abs(target.range - before.target.range) > 5) return []
      const dt = secondsBetween(before.stamp, stamp)
      return [(target.range - before.target.range) / dt - (target.rangeRate + before.target.rangeRate) / 2]
    })
    expect(differences.length).toBeGreaterThan(300)
    expect(rms(differences)).toBeLessThan(0.5)
  })

  it('has fixes that lie around the antenna as far as they say', () => {
    const ratios = observations.flatMap((o) => {
      if (o.kind !== 'gnss') return []
      const near = truths.reduce((a, b) => (Math.abs(b.stamp - o.stamp) < Math.abs(a.stamp - o.stamp) ? b : a))
      const [east, north] = enuFromGeodetic(SYNTHETIC_FRAME, o)
      const distance = Math.hypot(east - near.position[0], north - near.position[1])
      return [distance / Math.sqrt(o.positionVariance[0] + o.positionVariance[1])]
    })
    expect(ratios.length).toBe(300)
    expect(Math.max(...ratios)).toBeLessThan(4)
  })

  it('comes as a source for the pipeline and as a file, always the same', async () => {
    const streamed: Message[] = []
    const options = { seed: 3, duration: 2 }
    for await (const batch of syntheticSource(options).messages(() => {})) streamed.push(...batch)
    expect(streamed).toEqual([...syntheticDrive(options).messages])
    const folder = mkdtempSync(join(tmpdir(), 'axdrive-synthetic-'))
    try {
      const paths = [join(folder, 'a.mcap'), join(folder, 'b.mcap')]
      for (const path of paths) {
        const counts = await writeRecording(syntheticDrive(options), path)
        expect(counts.get('/can/0')).toBe(201)
      }
      expect(readFileSync(paths[0]!).equals(readFileSync(paths[1]!))).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function lead({ objects }: ObjectsTruth) {
  return objects.find(({ id }) => id === 1)!
}
