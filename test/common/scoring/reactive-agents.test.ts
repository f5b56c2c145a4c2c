import { describe, expect, it } from 'vitest'
import { PLAN_STATES } from '../../../src/common/scoring/motion-states.ts'
import { reactToEgo } from '../../../src/common/scoring/reactive-agents.ts'
import { agentsOf, cruise, statesOf, TEST_CAR } from './straight-road.ts'

const last = PLAN_STATES - 1
const standing = statesOf(PLAN_STATES, () => ({ x: 0 }))

describe('agents that react', () => {
  it('stop behind an ego that stopped where it had driven on', () => {
    const recorded = agentsOf([{ x: -30, y: 0, speed: 10 }])
    const reacting = reactToEgo(recorded, standing, TEST_CAR)
    expect(recorded.x[last]).toBeCloseTo(10, 9)
    // Its front, 2 m ahead of its middle, stays behind ego's rear, 1 m behind the rear axle.
    expect(reacting.x[last]! + 2).toBeLessThan(-1)
    expect(reacting.velocityX[last]!).toBeLessThan(3)
  })

  it('follow one another', () => {
    const recorded = agentsOf([
      { x: -20, y: 0, speed: 8 },
      { x: -35, y: 0, speed: 8 },
    ])
    const reacting = reactToEgo(recorded, standing, TEST_CAR)
    expect(reacting.x[PLAN_STATES + last]! + 2).toBeLessThan(reacting.x[last]! - 2)
  })

  it('drive as recorded where ego is not in their way', () => {
    const recorded = agentsOf([{ x: -30, y: 3.5, speed: 10 }])
    expect(reactToEgo(recorded, statesOf(PLAN_STATES, cruise(10)), TEST_CAR).x[last]).toBeCloseTo(10, 6)
  })

  it('are vehicles: people and what stands do as recorded', () => {
    const recorded = agentsOf([
      { x: -10, y: 0, speed: 3, objectClass: 'pedestrian' },
      { x: -40, y: 0, speed: 0 },
    ])
    const reacting = reactToEgo(recorded, standing, TEST_CAR)
    expect(reacting.x).toEqual(recorded.x)
    expect(reacting).not.toBe(recorded)
  })
})
