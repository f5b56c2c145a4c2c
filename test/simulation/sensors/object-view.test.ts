import { describe, expect, it } from 'vitest'
import { ObjectView } from '../../../src/simulation/sensors/object-view.ts'
import { SensorPlacement } from '../../../src/simulation/sensors/sensor-placement.ts'
import { box, moment, STANDING_EGO } from './moments.ts'

const AT_ONE_METRE = { position: [0, 0, 1], yaw: 0, pitch: 0, roll: 0 } as const

function look(objects: Parameters<typeof moment>[0], occluders: Parameters<typeof moment>[0] = [], yaw = 0) {
  const placement = new SensorPlacement()
  placement.place(STANDING_EGO, { ...AT_ONE_METRE, yaw })
  const view = new ObjectView()
  view.look({ ...moment(objects), occluders }, placement, 100)
  return view
}

describe('the view of a sensor', () => {
  it('measures silhouette and distances in its own frame', () => {
    const view = look([box(1, 0, 20, [4, 2, 2])], [], Math.PI / 2)
    expect(view.centreAzimuth[0]).toBeCloseTo(0, 9)
    expect(view.nearDistance[0]).toBeCloseTo(19, 9)
    expect(view.centreDistance[0]).toBeCloseTo(20, 9)
    // The near side, 4 m wide at 19 m.
    expect(view.left[0]).toBeCloseTo(Math.atan(2 / 19), 9)
    expect(view.right[0]).toBeCloseTo(-Math.atan(2 / 19), 9)
    expect(view.highest[0]).toBeCloseTo(1 / 19, 9)
    expect(view.lowest[0]).toBeCloseTo(-1 / 19, 9)
    expect(view.visible[0]).toBeCloseTo(1, 9)
  })

  it('hides a pedestrian behind a van wholly, and half of a car behind a van half as wide', () => {
    const van = [1, 4, 3] as const
    expect(look([box(1, 20, 0, [0.6, 0.6, 1.7])], [box(9, 10, 0, van)]).visible[0]).toBe(0)
    const half = look([box(1, 30, 0, [2, 8, 1.6])], [box(9, 10, 1.5, [0.2, 3, 3])]).visible[0]!
    expect(half).toBeGreaterThan(0.35)
    expect(half).toBeLessThan(0.65)
  })

  it('sees the upper part of a truck over a car, and nothing hidden by what is farther away or aside', () => {
    const overCar = look([box(1, 40, 0, [8, 2.5, 3.4])], [box(9, 10, 0, [2, 4, 1.4])]).visible[0]!
    expect(overCar).toBeGreaterThan(0.2)
    expect(overCar).toBeLessThan(0.6)
    expect(look([box(1, 10, 0)], [box(9, 30, 0, [2, 20, 5])]).visible[0]).toBeCloseTo(1, 9)
    expect(look([box(1, 30, 0)], [box(9, 10, 8, [2, 2, 5])]).visible[0]).toBeCloseTo(1, 9)
  })

  it('is not hidden by a long rail beside the line of sight, nor by a crown above it', () => {
    const rail = box(9, 50, 2.5, [96, 0.2, 0.8])
    expect(look([box(1, 60, 0)], [rail]).visible[0]).toBeGreaterThan(0.95)
    expect(look([box(1, 60, 4.5)], [rail]).visible[0]).toBeLessThan(0.8)
    const crown = { ...box(9, 15, 0, [4, 4, 5]), position: [15, 0, 4.6] as const }
    expect(look([box(1, 40, 0)], [crown]).visible[0]).toBeCloseTo(1, 9)
    expect(look([box(1, 40, 0, [8, 2.5, 8])], [crown]).visible[0]).toBeLessThan(0.6)
  })

  it('does not see beyond its reach', () => {
    expect(look([box(1, 200, 0)]).visible[0]).toBe(0)
  })

  it('holds as many boxes as come, and forgets those of the moment before', () => {
    const placement = new SensorPlacement()
    placement.place(STANDING_EGO, AT_ONE_METRE)
    const view = new ObjectView()
    view.look(moment(Array.from({ length: 200 }, (_, i) => box(i, 10 + i, 3 * i))), placement, 1000)
    expect(view.count).toBe(200)
    view.look(moment([box(1, 30, 0)]), placement, 1000)
    expect(view.count).toBe(1)
    expect(view.visible[0]).toBeCloseTo(1, 9)
  })
})
