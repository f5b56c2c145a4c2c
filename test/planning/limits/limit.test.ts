import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SupervisedPlan } from '../../../planning/contracts.ts'
import { createLimits, limit } from '../../../planning/limits/limit.ts'
import { type CommandMode, LIMITS } from '../../../src/core/command.ts'
import { stampFromSeconds } from '../../../src/core/time.ts'
import { CAR, egoState, sceneAt } from '../scene-fixtures.ts'

const supervised = (mode: CommandMode, reason = ''): SupervisedPlan => ({
  mode,
  reason,
  intervention: null,
  plan: null,
  threat: mode === 'emergency' ? { reason, objectId: 1 } : null,
})
const ASK_NOTHING = { frontWheelAngle: 0, acceleration: 0 }

describe('the command', () => {
  it('counts up from 0, is valid for 0.1 s and carries mode, reason and the newest stamps by sensor name', () => {
    const stamp = 3e9
    const newest = new Map([
      ['wheel-speeds', 2],
      ['gnss', 1],
      ['radar/front', 3],
    ])
    const input = { scene: sceneAt(stamp, { newest }), supervised: supervised('drive', 'why'), desired: ASK_NOTHING }
    const first = limit(createLimits(CAR), input, stamp)
    expect(first.output).toMatchObject({ stamp, sequence: 0, validUntil: 3.1e9, mode: 'drive', reason: 'why' })
    expect(first.output.newest.map(({ sensor }) => sensor)).toEqual(['gnss', 'radar/front', 'wheel-speeds'])
    expect(limit(first.state, input, stamp + 1e7).output.sequence).toBe(1)
  })

  it('begins with what the car is doing: nothing jumps when the stack takes over', () => {
    const ego = egoState({ speed: 20, frontWheelAngle: 0.015, acceleration: -1.2 })
    const input = { scene: sceneAt(0, { ego }), supervised: supervised('drive'), desired: ASK_NOTHING }
    expect(limit(createLimits(CAR), input, 0).output).toMatchObject({ frontWheelAngle: 0.015, acceleration: -1.2 })
  })

  it('does not open the lateral limits when the speed is lost', () => {
    let state = createLimits(CAR)
    let angle = 0
    for (let i = 0; i < 500; i++) {
      const ego = i < 10 ? egoState({ speed: 30 }) : egoState({ speed: Number.NaN, isValid: i % 2 === 0 })
      const input = {
        scene: sceneAt(i * 1e7, { ego }),
        supervised: supervised('minimal-risk'),
        desired: { frontWheelAngle: 0.5, acceleration: -3 },
      }
      const result = limit(state, input, i * 1e7)
      state = result.state
      angle = result.output.frontWheelAngle
    }
    expect((900 * Math.tan(angle)) / 2.7).toBeCloseTo(3, 9)
  })

  it('is finite in every number, whatever ego state and control give, and its curvature is that of its wheels', () => {
    const any = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0))
    const modes = fc.constantFrom<CommandMode>('standby', 'drive', 'degraded', 'minimal-risk', 'emergency')
    const ticks = fc.array(fc.tuple(any, any, any, any, any, modes, fc.boolean(), fc.integer({ min: -1, max: 30 })))
    fc.assert(
      fc.property(ticks, (steps) => {
        let state = createLimits(CAR)
        let time = 0
        for (const [speed, measured, acceleration, askedAngle, askedAcceleration, mode, isValid, ms] of steps) {
          time += ms / 1000
          const stamp = stampFromSeconds(time)
          const ego = egoState({ speed, frontWheelAngle: measured, acceleration, isValid })
          const desired = { frontWheelAngle: askedAngle, acceleration: askedAcceleration }
          const { output, state: next } = limit(
            state,
            { scene: sceneAt(stamp, { ego }), supervised: supervised(mode), desired },
            stamp,
          )
          state = next
          const { frontWheelAngle, frontWheelAngleRate, curvature } = output
          const sum = frontWheelAngle + frontWheelAngleRate + curvature + output.acceleration
          expect(Number.isFinite(sum)).toBe(true)
          expect(Math.abs(frontWheelAngle)).toBeLessThanOrEqual(0.6)
          expect(Math.abs(frontWheelAngleRate)).toBeLessThanOrEqual(0.6)
          expect(curvature).toBeCloseTo(Math.tan(frontWheelAngle) / 2.7, 12)
          expect(output.acceleration).toBeLessThanOrEqual(2)
          const floor = mode === 'emergency' ? -8 : mode === 'minimal-risk' ? -4 : -3.5
          expect(output.acceleration).toBeGreaterThanOrEqual(floor)
          for (const name of output.limits) expect(LIMITS).toContain(name)
        }
      }),
      { numRuns: 300 },
    )
  })
})
