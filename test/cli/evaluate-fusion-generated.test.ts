import { describe, expect, it } from 'vitest'
import { boundsOf, EGO_BOUNDS, evaluateGenerated, positionBound } from '../../src/cli/fusion-generated-evaluation.ts'
import { ObjectScore, type RelativeTruth, ROAD_USERS } from '../../src/cli/fusion-object-score.ts'
import type { TrackedObject } from '../../src/core/scene.ts'
import { trackedObject } from '../planning/scene-fixtures.ts'

describe('the fused scene of a generated drive', () => {
  it('holds ego and road users inside the bounds of `evaluate fusion --generated`', async () => {
    const { ego, objects, routes } = await evaluateGenerated({ seed: 3001, routes: 1, seconds: 12, cuts: ['all'] })
    expect(routes[0]!.driven_s).toBeGreaterThan(11)
    expect(ego.samples).toBeGreaterThan(100)
    expect(ego.speed_mps).toBeLessThan(EGO_BOUNDS.speed_mps)
    expect(ego.yaw_deg).toBeLessThan(EGO_BOUNDS.yaw_deg)
    expect(ego.position_m).toBeLessThan(positionBound(ego))
    const users = objects[0]!.rows.filter(({ group, due }) => group === ROAD_USERS && due > 0)
    expect(users.length).toBeGreaterThan(1)
    for (const row of users) {
      const bounds = boundsOf('all', row)!
      const where = `${row.from_m} to ${row.to_m} m`
      expect(row.recall, where).toBeGreaterThanOrEqual(bounds.recall)
      expect(row.precision, where).toBeGreaterThanOrEqual(bounds.precision)
      expect(row.position_m, where).toBeLessThanOrEqual(bounds.position_m)
      expect(row.velocity_mps, where).toBeLessThanOrEqual(bounds.velocity_mps)
    }
  }, 60_000)
})

const truth = (x: number, part: Partial<RelativeTruth> = {}): RelativeTruth => ({
  class: 'car',
  x,
  y: 0,
  vx: 10,
  vy: 0,
  yaw: 0,
  isDue: true,
  ...part,
})
const track = (x: number, part: Partial<TrackedObject> = {}) =>
  trackedObject({ position: [x, 0, 0.7], velocity: [10, 0], yaw: 0, class: 'car', ...part })
const near = (score: ObjectScore) => score.rows().find(({ group, to_m }) => group === ROAD_USERS && to_m === 20)!

describe('the score of tracks against true objects', () => {
  it('counts what is found, what is missed and what is not there', () => {
    const score = new ObjectScore()
    score.addMoment([track(10.3), track(1)], [truth(10), truth(15)])
    expect(near(score)).toMatchObject({ due: 2, recall: 0.5, precision: 0.5, velocity_mps: 0 })
    expect(near(score).position_m).toBeCloseTo(0.3)
  })

  it('asks for nothing that is not yet due, and takes no track of it for a false one', () => {
    const score = new ObjectScore()
    score.addMoment([track(10)], [truth(10, { isDue: false }), truth(15, { isDue: false })])
    expect(near(score)).toMatchObject({ due: 0, precision: 1 })
  })

  it('leaves unconfirmed tracks out, and headings of what stands', () => {
    const score = new ObjectScore()
    const standing = { vx: 0, vy: 0, yaw: 2 }
    score.addMoment([track(1, { isConfirmed: false }), track(10, { velocity: [0, 0] })], [truth(10, standing)])
    expect(near(score)).toMatchObject({ recall: 1, precision: 1 })
    expect(near(score).yaw_deg).toBeNaN()
  })
})
