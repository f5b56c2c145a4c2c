import { describe, expect, it } from 'vitest'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../../src/common/map/build-route.ts'
import { createPose, createProjection } from '../../../src/common/map/reference-line.ts'
import { crossingMap } from './hand-made-map.ts'

const index = buildMapIndex(crossingMap())

describe('a route', () => {
  const route = buildRoute(index, [1, 2, 3])

  it('joins the centre lines of its lanes', () => {
    expect(route.line.length).toBeCloseTo(120)
    expect([...route.laneBegin]).toEqual([0, 50, 70])
    expect([10, 50, 60, 119, 500].map((station) => route.placeAt(station))).toEqual([0, 1, 1, 2, 2])
    const out = createProjection()
    route.project(65, -1, out)
    expect([out.station, out.offset]).toEqual([65, 0.5])
  })

  it('knows speed limits and what a navigation device says', () => {
    expect(route.speedLimitAt(10)).toBe(10)
    expect(route.speedLimitAt(60)).toBe(5)
    expect(route.speedLimitBetween(10, 80)).toBe(5)
    expect(route.speedLimitBetween(75, 80)).toBe(10)
    expect(route.commandAt(0, 40)).toBe('follow')
    expect(route.commandAt(0, 51)).toBe('straight')
    expect(route.commandAt(75)).toBe('follow')
  })

  it('has its lanes and those beside them in one direction on it', () => {
    expect([...route.isOnRoute]).toEqual([1, 1, 1, 1, 0, 0])
  })

  it('changes lanes smoothly over their whole length', () => {
    const change = buildRoute(index, [4, 1, 2])
    const pose = createPose()
    change.poseAt(0, pose)
    expect(pose.y).toBeCloseTo(-4.5)
    change.poseAt(25, pose)
    expect(pose.y).toBeCloseTo(-3, 1)
    change.poseAt(50.2, pose)
    expect(pose.y).toBeCloseTo(-1.5, 1)
    for (let i = 1; i < change.line.size; i++) expect(Math.abs(change.line.heading[i]!)).toBeLessThan(0.11)
    expect(change.placeAt(25)).toBe(1)
  })

  it('refuses lanes that do not follow one another, and unknown ones', () => {
    expect(() => buildRoute(index, [1, 3])).toThrow(/successor or neighbour of lane 1 at place 1, found lane 3/)
    expect(() => buildRoute(index, [1, 77])).toThrow(/id 77 at place 1/)
  })
})
