import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Threat } from '../../../planning/contracts.ts'
import { applyLimits, type LimitContext, type LimitedMotion } from '../../../planning/limits/apply-limits.ts'
import { envelopeFor } from '../../../planning/limits/envelope.ts'
import type { CommandMode } from '../../../src/core/command.ts'
import { CAR } from '../scene-fixtures.ts'

const THREAT: Threat = { reason: 'test', objectId: 1 }
const WHEELBASE = CAR.geometry.wheelbase
/** Rounding of a few sums and a tangent. */
const EPSILON = 1e-9

function context(speed: number, dt = 0.01, mode: CommandMode = 'drive'): LimitContext {
  const threat = mode === 'emergency' ? THREAT : null
  return { dt, speed, wheelbase: WHEELBASE, actuators: CAR.limits, envelope: envelopeFor({ mode, threat }, CAR) }
}

const lateral = (angle: number, speed: number) => (speed ** 2 * Math.tan(angle)) / WHEELBASE
const STILL: LimitedMotion = { frontWheelAngle: 0, acceleration: 0 }

describe('applyLimits', () => {
  it('lets pass what is inside every limit', () => {
    const desired = { frontWheelAngle: 0.0003, acceleration: 0.02 }
    expect(applyLimits(STILL, desired, context(20))).toEqual({ ...desired, limits: [] })
  })

  it.each([
    ['front-wheel-angle', { frontWheelAngle: 0.7, acceleration: 0 }, {}, 0],
    ['front-wheel-angle-rate', { frontWheelAngle: 0.1, acceleration: 0 }, { frontWheelAngle: 0.006 }, 0],
    // 3 m/s² at 20 m/s: tan δ = 3 · 2.7 / 400.
    ['lateral-acceleration', { frontWheelAngle: 0.1, acceleration: 0 }, {}, 20],
    // 5 m/s³ · 0.01 s at 20 m/s: tan δ = 0.05 · 2.7 / 400.
    ['lateral-jerk', { frontWheelAngle: 0.01, acceleration: 0 }, { frontWheelAngle: Math.atan(3.375e-4) }, 20],
    ['acceleration', { frontWheelAngle: 0, acceleration: 2.5 }, {}, 20],
    ['deceleration', { frontWheelAngle: 0, acceleration: -4 }, {}, 20],
    // 2.5 m/s³ above 20 m/s, 5 below 5 m/s.
    ['jerk', { frontWheelAngle: 0, acceleration: -1 }, { acceleration: -0.025 }, 25],
    ['jerk', { frontWheelAngle: 0, acceleration: 1 }, { acceleration: 0.05 }, 4],
  ] as const)('names %s when it acts', (name, desired, expected, speed) => {
    const result = applyLimits(STILL, desired, context(speed))
    expect(result.limits).toContain(name)
    for (const [key, value] of Object.entries(expected)) {
      expect(result[key === 'acceleration' ? 'acceleration' : 'frontWheelAngle']).toBeCloseTo(value, 12)
    }
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'answers %d with wheels held and service braking',
    (value) => {
      const previous = { frontWheelAngle: 0.02, acceleration: -3.49 }
      const desired = { frontWheelAngle: value, acceleration: value }
      const result = applyLimits(previous, desired, context(10, 0.01, 'emergency'))
      expect(result).toEqual({ frontWheelAngle: 0.02, acceleration: -3.5, limits: ['not-finite'] })
    },
  )

  it('reaches -8 m/s² with 12.65 m/s³ under a threat, and is back at -3.5 m/s² the tick after it', () => {
    let motion: LimitedMotion = STILL
    let ticks = 0
    const desired = { frontWheelAngle: 0, acceleration: -20 }
    while (motion.acceleration > -8 && ticks < 200) {
      motion = applyLimits(motion, desired, context(20, 0.01, 'emergency'))
      ticks++
    }
    expect(ticks).toBe(Math.ceil(8 / 0.1265))
    expect(motion.acceleration).toBe(-8)
    expect(applyLimits(motion, desired, context(20)).acceleration).toBe(-3.5)
  })

  it('brakes with at most 4 m/s² in a minimal-risk stop', () => {
    const previous = { frontWheelAngle: 0, acceleration: -3.99 }
    const desired = { frontWheelAngle: 0, acceleration: -6 }
    expect(applyLimits(previous, desired, context(20, 0.01, 'minimal-risk')).acceleration).toBe(-4)
  })
})

const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e308, -1e308),
)
const mode = fc.constantFrom<CommandMode>('standby', 'drive', 'degraded', 'minimal-risk', 'emergency')
const tick = fc.record({
  frontWheelAngle: anyNumber,
  acceleration: anyNumber,
  dt: fc.oneof(fc.double({ min: 0.002, max: 0.05, noNaN: true }), fc.constantFrom(0, -0.01, Number.NaN, 3)),
  mode,
})
type Tick = typeof tick extends fc.Arbitrary<infer T> ? T : never

const used = (dt: number) => (dt > 0 ? Math.min(dt, 0.1) : 0)

/** Every limit of the gate, stated a second time from METRICS §5 and the vehicle, for one step. */
function violations(before: LimitedMotion, now: LimitedMotion, { mode: inMode, dt }: Tick, speed: number): string[] {
  const step = used(dt)
  const [braking, jerk] =
    inMode === 'emergency'
      ? [8, 12.65]
      : [inMode === 'minimal-risk' ? 4 : 3.5, speed <= 5 ? 5 : speed >= 20 ? 2.5 : 5 - (speed - 5) / 6]
  // A narrower envelope than the last one is entered at once: the step counts from its edge.
  const from = Math.max(before.acceleration, -braking)
  const bounds: [string, boolean][] = [
    ['finite', Number.isFinite(now.frontWheelAngle) && Number.isFinite(now.acceleration)],
    ['angle', Math.abs(now.frontWheelAngle) <= 0.6],
    ['angle rate', Math.abs(now.frontWheelAngle - before.frontWheelAngle) <= 0.6 * step + EPSILON],
    ['lateral acceleration', Math.abs(lateral(now.frontWheelAngle, speed)) <= 3 + EPSILON],
    [
      'lateral jerk',
      Math.abs(lateral(now.frontWheelAngle, speed) - lateral(before.frontWheelAngle, speed)) <= 5 * step + EPSILON,
    ],
    ['acceleration', now.acceleration <= 2],
    ['deceleration', now.acceleration >= -braking],
    ['jerk', Math.abs(now.acceleration - from) <= jerk * step + EPSILON],
  ]
  return bounds.filter(([, holds]) => !holds).map(([name]) => name)
}

describe('the output gate, whatever it is asked', () => {
  it('keeps every limit at a steady speed', () => {
    const speeds = fc.double({ min: 0, max: 60, noNaN: true })
    fc.assert(
      fc.property(speeds, fc.array(tick, { maxLength: 60 }), (speed, ticks) => {
        let before = STILL
        for (const input of ticks) {
          const now = applyLimits(before, input, context(speed, input.dt, input.mode))
          expect(violations(before, now, input, speed < 1 ? 0 : speed)).toEqual([])
          before = now
        }
      }),
      { numRuns: 500 },
    )
  })

  it('keeps every limit while the car itself speeds up and slows down as commanded', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 40, noNaN: true }), fc.array(tick, { maxLength: 200 }), (start, ticks) => {
        let before = STILL
        let speed = start
        for (const input of ticks) {
          const now = applyLimits(before, input, context(speed, input.dt, input.mode))
          expect(violations(before, now, input, speed < 1 ? 0 : speed)).toEqual([])
          speed = Math.max(0, speed + now.acceleration * used(input.dt))
          before = now
        }
      }),
      { numRuns: 300 },
    )
  })

  it('stays finite and inside the vehicle and the envelope when the speed leaps too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(tick, fc.double({ min: -5, max: 80, noNaN: true })), { maxLength: 60 }),
        (steps) => {
          let before = STILL
          for (const [input, speed] of steps) {
            const now = applyLimits(before, input, context(speed, input.dt, input.mode))
            const hard = ['finite', 'angle', 'angle rate', 'acceleration', 'deceleration', 'jerk']
            const found = violations(before, now, input, Math.abs(speed)).filter((name) => hard.includes(name))
            expect(found).toEqual([])
            // A leap may leave the wheels too far out; then the gate brings them back, never farther out.
            const largest = Math.atan((3 * WHEELBASE) / speed ** 2)
            const most = Math.max(Math.abs(before.frontWheelAngle), largest)
            if (Math.abs(speed) > 1) expect(Math.abs(now.frontWheelAngle)).toBeLessThanOrEqual(most + EPSILON)
            before = now
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('passes its own output unchanged, without a limit that acts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(tick, fc.double({ min: 0, max: 60, noNaN: true })), { minLength: 1, maxLength: 20 }),
        (steps) => {
          let before = STILL
          for (const [input, speed] of steps) {
            const now = applyLimits(before, input, context(speed, input.dt, input.mode))
            const again = applyLimits(before, now, context(speed, input.dt, input.mode))
            expect({ ...again, limits: [] }).toEqual({ ...now, limits: [] })
            // Where the speed leapt, the previous angle itself is outside and goes on being brought back.
            if (Math.abs(lateral(now.frontWheelAngle, speed)) <= 3) expect(again.limits).toEqual([])
            before = now
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
