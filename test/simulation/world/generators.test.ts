import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../../src/common/map/build-route.ts'
import type { Lane, TrafficLight } from '../../../src/common/map/lane-map.ts'
import type { ReferenceLine } from '../../../src/common/map/reference-line.ts'
import { createPose } from '../../../src/common/map/reference-line.ts'
import { lightState } from '../../../src/common/map/traffic-light.ts'
import { angleDifference } from '../../../src/core/angle.ts'
import { findWorldGenerator, WORLD_GENERATORS } from '../../../src/simulation/world/generators.ts'

const seeds = fc.integer({ min: 0, max: 1e6 })
const RUNS = { numRuns: 3 }

describe.each(WORLD_GENERATORS)('a generated world: $name', ({ generate }) => {
  it('is the same from the same seed and another from another', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const text = JSON.stringify(generate(seed))
        expect(text.length).toBeGreaterThan(10000)
        expect(JSON.stringify(generate(seed)) === text).toBe(true)
        expect(JSON.stringify({ ...generate(seed + 1), seed }) === text).toBe(false)
      }),
      { numRuns: 2 },
    )
  })

  it('joins successors without a gap or a kink, and knows them from both ends', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const index = buildMapIndex(generate(seed).map)
        let joints = 0
        for (const [lane, { successors, id }] of index.map.lanes.entries()) {
          for (const successor of successors) {
            const next = index.laneOfId(successor)
            expect(next).toBeGreaterThanOrEqual(0)
            expect(index.lane(next).predecessors).toContain(id)
            const [from, to] = [index.lines[lane]!, index.lines[next]!]
            const gap = Math.hypot(from.x.at(-1)! - to.x[0]!, from.y.at(-1)! - to.y[0]!)
            expect(gap).toBeLessThan(0.1)
            expect(Math.abs(angleDifference(to.heading[0]!, from.heading.at(-1)!))).toBeLessThan(0.05)
            joints++
          }
        }
        expect(joints).toBeGreaterThan(10)
      }),
      RUNS,
    )
  })

  it('ends lanes only at its rim or where they merge', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const index = buildMapIndex(generate(seed).map)
        for (const lane of index.map.lanes) {
          expect(lane.isJunction && (lane.successors.length === 0 || lane.predecessors.length === 0)).toBe(false)
        }
        const followed = index.map.lanes.filter((lane) => lane.successors.length > 0).length
        expect(followed).toBeGreaterThan(0.6 * index.map.lanes.length)
      }),
      RUNS,
    )
  })

  it('keeps every lane on drivable ground, edges included', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const index = buildMapIndex(generate(seed).map)
        const { map } = index
        let outside = 0
        let farthest = 0
        for (const { centreLine, leftBoundary, rightBoundary } of map.lanes) {
          for (let i = 0; i < centreLine.length; i += 2) {
            if (!index.isDrivable(centreLine[i]!, centreLine[i + 1]!)) outside++
          }
          for (const { line } of [leftBoundary, rightBoundary]) {
            for (let i = 0; i < line.length; i += 2) {
              farthest = Math.max(farthest, index.distanceToDrivable(line[i]!, line[i + 1]!, 1))
            }
          }
        }
        expect(outside).toBe(0)
        expect(farthest).toBeLessThan(0.05)
      }),
      RUNS,
    )
  })

  it('allows no speed that asks for more than 3 m/s² across', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const index = buildMapIndex(generate(seed).map)
        for (const [lane, { speedLimit }] of index.map.lanes.entries()) {
          expect(speedLimit).toBeGreaterThan(2)
          expect(largestSmoothedCurvature(index.lines[lane]!) * speedLimit ** 2).toBeLessThan(3)
        }
      }),
      RUNS,
    )
  })

  it('offers routes of 30 to 40 s at the speed limits that can be joined to one line on drivable ground', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { map, routes } = generate(seed)
        const index = buildMapIndex(map)
        expect(routes.length).toBeGreaterThan(2)
        for (const { lanes, startStation, goalStation } of routes) {
          const route = buildRoute(index, lanes)
          expect(goalStation).toBeLessThanOrEqual(route.line.length)
          const pose = createPose()
          let duration = 0
          let outside = 0
          for (let station = startStation; station < goalStation; station += 0.5) {
            duration += 0.5 / route.speedLimitAt(station)
            route.poseAt(station, pose)
            if (!index.isDrivable(pose.x, pose.y)) outside++
          }
          expect(outside).toBe(0)
          expect(duration).toBeGreaterThan(29)
          expect(duration).toBeLessThan(41)
          expect(sharpestCorner(route.line)).toBeLessThan(0.25)
        }
      }),
      RUNS,
    )
  })

  it('leaves lanes free of standing things', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { map, statics } = generate(seed)
        const index = buildMapIndex(map)
        const found = new Int32Array(4)
        let onLanes = 0
        expect(statics.length).toBeGreaterThan(50)
        for (const { bodies } of statics) {
          for (const { position, size } of bodies) {
            if (position[2] - size[2] / 2 > 4) continue
            onLanes += index.lanesAt(position[0], position[1], found)
          }
        }
        expect(onLanes).toBe(0)
      }),
      RUNS,
    )
  })
})

/** rad between one point and the next. */
function sharpestCorner(line: ReferenceLine): number {
  let sharpest = 0
  for (let i = 1; i < line.size; i++) {
    sharpest = Math.max(sharpest, Math.abs(angleDifference(line.heading[i]!, line.heading[i - 1]!)))
  }
  return sharpest
}

/** Over three points, so that the polyline's own rounding does not count. */
function largestSmoothedCurvature(line: ReferenceLine): number {
  let largest = 0
  for (let i = 1; i + 1 < line.size; i++) {
    const mean = (line.curvature[i - 1]! + line.curvature[i]! + line.curvature[i + 1]!) / 3
    largest = Math.max(largest, Math.abs(mean))
  }
  return largest
}

describe('a generated city', () => {
  const worlds = [1, 2, 3, 4].map((seed) => findWorldGenerator('city-grid').generate(seed))

  it('never opens two crossing roads at once', () => {
    let pairs = 0
    for (const { map } of worlds) {
      const index = buildMapIndex(map)
      for (const { lane, other, mustYield } of index.conflicts) {
        const [first, second] = [index.lightOf[lane]!, index.lightOf[other]!]
        const isGiven = mustYield || index.lane(other).yieldsTo.includes(index.lane(lane).id)
        if (first < 0 || second < 0 || isGiven) continue
        pairs++
        let bothOpen = 0
        for (let time = 0; time < 60; time += 0.5) {
          if (isOpen(map.trafficLights[first]!, time) && isOpen(map.trafficLights[second]!, time)) bothOpen++
        }
        expect(bothOpen).toBe(0)
      }
    }
    expect(pairs).toBeGreaterThan(50)
  })

  it('has junctions with signals, with stop signs, and where one road gives way', () => {
    const kinds = new Set(worlds.flatMap(({ map }) => map.stopLines.map(({ kind }) => kind)))
    expect([...kinds].sort()).toEqual(['signal', 'stop-sign', 'yield'])
  })

  it('settles every conflict by a signal, a right of way, or the order of a merge', () => {
    for (const { map } of worlds) {
      const index = buildMapIndex(map)
      for (const { lane, other, isMerge } of index.conflicts) {
        const [a, b] = [index.lane(lane), index.lane(other)]
        const isSignalled = index.lightOf[lane]! >= 0
        expect(isSignalled || isMerge || isSettled(a, b), `${map.lanes.length}: ${a.id} and ${b.id}`).toBe(true)
      }
    }
  })
})

function isOpen(light: TrafficLight, time: number): boolean {
  const state = lightState(light, time)
  return state === 'green' || state === 'amber'
}

function isSettled(a: Lane, b: Lane): boolean {
  return a.yieldsTo.includes(b.id) !== b.yieldsTo.includes(a.id)
}

describe('the table of generators', () => {
  it('names what it knows when asked for something else', () => {
    expect(() => findWorldGenerator('moon')).toThrow(/highway.*roundabout.*'moon'/)
  })
})

describe('a generated highway', () => {
  it('offers routes that enter by the ramp and must change lanes before its end', () => {
    const { map, routes } = findWorldGenerator('highway').generate(5)
    const index = buildMapIndex(map)
    const changes = (lanes: readonly number[]) =>
      lanes.filter((id, i) => i > 0 && !index.lane(index.laneOfId(lanes[i - 1]!)).successors.includes(id)).length
    const entering = routes.filter(({ lanes }) => {
      const [first] = lanes
      const lane = index.lane(index.laneOfId(first!))
      return lane.left === null && lane.predecessors.length === 0
    })
    expect(entering.length).toBeGreaterThan(0)
    for (const { lanes } of entering) expect(changes(lanes)).toBeGreaterThan(0)
  })
})
