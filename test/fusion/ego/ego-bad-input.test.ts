import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { observeEgo } from '../../../fusion/ego/ego-filter.ts'
import { createEgoState } from '../../../fusion/ego/ego-filter-state.ts'
import type { Observation } from '../../../src/core/observations.ts'
import { fold, SLALOM_OBSERVATIONS, SYNTHETIC_CONFIG } from './slalom.ts'

describe('the ego filter against bad input', () => {
  test('counts values that no car has, and the result is as if they had not come', () => {
    const clean = fold(SLALOM_OBSERVATIONS.slice(0, 2000)).state
    const broken: Observation[] = []
    for (const observation of SLALOM_OBSERVATIONS.slice(0, 2000)) {
      broken.push(observation, damaged(observation))
    }
    const { state, warnings, codes } = fold(broken)
    expect(warnings.length).toBe(2000)
    expect(codes).toEqual(
      new Set(['wheel-speeds', 'steering', 'yaw-rate', 'imu', 'gnss'].map((kind) => `ego-${kind}-not-plausible`)),
    )
    expect(state.memory).toEqual(clean.memory)
  })

  test('tells and drops an observation from before its own time', () => {
    const { state } = fold(SLALOM_OBSERVATIONS.slice(0, 500))
    const before = Float64Array.from(state.memory)
    const late = observeEgo(state, SLALOM_OBSERVATIONS[100]!)
    expect(late.map(({ code }) => code)).toEqual(['ego-observation-late'])
    expect(state.memory).toEqual(before)
  })

  test('ignores what says nothing about the ego', () => {
    const state = createEgoState(SYNTHETIC_CONFIG)
    expect(observeEgo(state, { kind: 'radar', stamp: 1, sensor: 'r', sequence: 0, detections: [] })).toEqual([])
    expect(state.memory).toEqual(createEgoState(SYNTHETIC_CONFIG).memory)
  })

  test('stays finite and positive definite whatever numbers come', () => {
    const any = fc.oneof(fc.double(), fc.double({ min: -50, max: 50, noNaN: true }))
    const observation = fc
      .tuple(fc.nat({ max: 5e9 }), fc.constantFrom(...KINDS), any, any, any)
      .map(([stamp, kind, a, b, c]) => anyObservation(kind, stamp, a, b, c))
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 60 }), (list) => {
        const { state } = fold([...list].sort((a, b) => a.stamp - b.stamp))
        expect(state.x.every(Number.isFinite)).toBe(true)
        expect(state.P.every(Number.isFinite)).toBe(true)
        for (let i = 0; i < state.x.length; i++) expect(state.P[i * state.x.length + i]!).toBeGreaterThan(0)
      }),
    )
  })
})

function damaged(observation: Observation): Observation {
  switch (observation.kind) {
    case 'wheel-speeds':
      return { ...observation, rearLeft: Number.NaN }
    case 'steering':
      return { ...observation, frontWheelAngle: 9 }
    case 'yaw-rate':
      return { ...observation, yawRate: Number.POSITIVE_INFINITY }
    case 'imu':
      return { ...observation, angularVelocity: [0, 0, -1e9] }
    case 'gnss':
      return { ...observation, latitude: Number.NaN }
    default:
      return observation
  }
}

const KINDS = ['wheel-speeds', 'steering', 'yaw-rate', 'imu', 'gnss'] as const

function anyObservation(kind: (typeof KINDS)[number], stamp: number, a: number, b: number, c: number): Observation {
  const base = { stamp, sensor: kind, sequence: 0 }
  switch (kind) {
    case 'wheel-speeds':
      return { ...base, kind, frontLeft: a, frontRight: a, rearLeft: b, rearRight: c }
    case 'steering':
      return { ...base, kind, frontWheelAngle: a, frontWheelAngleRate: b }
    case 'yaw-rate':
      return { ...base, kind, yawRate: a }
    case 'imu':
      return { ...base, kind, acceleration: [a, b, c], angularVelocity: [a, b, c] }
    case 'gnss':
      return {
        ...base,
        kind,
        latitude: a / 40,
        longitude: b / 20,
        altitude: c,
        positionVariance: [a, b, c],
        speed: Math.abs(b),
        course: c / 10,
      }
  }
}
