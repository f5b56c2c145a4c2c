import { describe, expect, it } from 'vitest'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { paintedLines } from '../../../src/common/map/painted-lines.ts'
import { createProjection } from '../../../src/common/map/reference-line.ts'
import { cycleDuration, lightState, timeToLightChange } from '../../../src/common/map/traffic-light.ts'
import { crossingMap, straightLane } from './hand-made-map.ts'

const map = crossingMap()
const index = buildMapIndex(map)
const lane = (id: number) => index.laneOfId(id)

describe('a map index', () => {
  it('finds the lane by place and heading, with the projection onto it', () => {
    const out = createProjection()
    expect(index.nearestLane(20, -1, 0.1, out)).toBe(lane(1))
    expect(out.station).toBeCloseTo(20)
    expect(out.offset).toBeCloseTo(0.5)
    expect(index.nearestLane(20, -4, 0)).toBe(lane(4))
    expect(index.nearestLane(20, 1.4, Math.PI)).toBe(lane(5))
    expect(index.nearestLane(60, -1.5, 0)).toBe(lane(2))
    expect(index.nearestLane(60, -1.5, Math.PI / 2)).toBe(lane(6))
  })

  it('finds no lane beyond the reach, and one within a longer reach', () => {
    expect(index.nearestLane(20, 60, 0)).toBe(-1)
    expect(index.nearestLane(20, 60, Math.PI, createProjection(), 80)).toBe(lane(5))
    expect(index.nearestLane(Number.NaN, 0, 0)).toBe(-1)
  })

  it('lists all lanes under a point and says whether it lies in a junction', () => {
    const out = new Int32Array(8)
    const found = (x: number, y: number) => [...out.subarray(0, index.lanesAt(x, y, out))].map((i) => index.lane(i).id)
    expect(found(60, -1.5).sort()).toEqual([2, 6])
    expect(found(20, -1.5)).toEqual([1])
    expect(found(20, 30)).toEqual([])
    expect(index.isInJunction(60, -1.5)).toBe(true)
    expect(index.isInJunction(20, -1.5)).toBe(false)
    expect(index.isInLane(lane(6), 60, -1.5)).toBe(true)
    expect(index.isInLane(lane(1), 60, -1.5)).toBe(false)
  })

  it('calls a lane oncoming only against its direction and outside of junctions', () => {
    expect(index.isOncoming(20, 1.5, 0)).toBe(true)
    expect(index.isOncoming(20, 1.5, Math.PI)).toBe(false)
    expect(index.isOncoming(20, -1.5, 0)).toBe(false)
    expect(index.isOncoming(60, 5, -Math.PI / 2)).toBe(false)
    expect(index.isOncoming(20, 40, 0)).toBe(false)
  })

  it('tells drivable ground with all corners, and the distance to it', () => {
    const car = Float64Array.of(0, 0, 10, -2, 14, -2, 14, 0, 10, 0)
    expect(index.areDrivable(car, 1, 0)).toBe(true)
    expect(index.areDrivable(car.subarray(2), 0, 4)).toBe(true)
    expect(index.areDrivable(Float64Array.of(10, 2, 14, 2, 14, 4, 10, 4), 0, 4)).toBe(false)
    expect(index.distanceToDrivable(20, 3.2, 1)).toBeCloseTo(0.2)
  })

  it('knows neighbours of one direction, lights and stop lines by lane, and skips lanes beyond the rim', () => {
    expect(index.rightSame[lane(1)]).toBe(lane(4))
    expect(index.leftSame[lane(1)]).toBe(-1)
    expect(index.lightOf[lane(2)]).toBe(0)
    expect(index.stopLineOf[lane(1)]).toBe(0)
    expect([...index.successors[lane(3)]!]).toEqual([])
  })

  it('forbids the first metres behind a red signal, and nothing on green', () => {
    const red = new Int32Array(4)
    expect([...red.subarray(0, index.redLanes(5, red))]).toEqual([lane(2)])
    expect(index.redLanes(15, red)).toBe(0)
    const area = index.redLightArea(lane(2))!
    const xs = Array.from({ length: area.length / 2 }, (_, i) => area[2 * i]!)
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([50, 55])
    expect(index.redLightArea(lane(1))).toBeNull()
  })

  it('finds where lanes cross crosswalks and one another, and who gives way', () => {
    const crossed = index.crossings.filter((crossing) => crossing.lane === lane(3))
    expect(crossed).toHaveLength(1)
    expect(crossed[0]!.begin).toBeCloseTo(10, 0)
    expect(crossed[0]!.end).toBeCloseTo(13, 0)
    expect(index.conflicts).toHaveLength(2)
    const [conflict] = index.conflictsOf[lane(2)]!
    expect(conflict).toMatchObject({ other: lane(6), mustYield: true, isMerge: false })
    expect(conflict!.begin).toBeGreaterThan(7)
    expect(conflict!.end).toBeLessThan(13)
    expect(index.conflictsOf[lane(6)]![0]!.mustYield).toBe(false)
  })

  it('refuses two lanes of one id', () => {
    const lanes = [straightLane(1, [0, 0], [9, 0]), straightLane(1, [0, 5], [9, 5])]
    expect(() => buildMapIndex({ ...map, lanes })).toThrow(/id 1 twice/)
  })
})

describe('painted lines', () => {
  it('hold a line that two lanes share once', () => {
    const shared = { ...map, lanes: map.lanes.slice(0, 1).concat(map.lanes.slice(3, 5)) }
    const heights = paintedLines(shared).map(({ line }) => line[1])
    expect(heights.sort((a, b) => a! - b!)).toEqual([-6, -3, 0, 3])
  })
})

describe('a traffic light', () => {
  const [light] = map.trafficLights

  it('repeats its plan in both directions of time', () => {
    expect([-15, -5, 0, 9.9, 10, 19.9, 20, 105].map((time) => lightState(light!, time))).toEqual([
      'red',
      'green',
      'red',
      'red',
      'green',
      'green',
      'red',
      'red',
    ])
    expect(cycleDuration(light!)).toBe(20)
  })

  it('tells how long it will stay as it is', () => {
    expect(timeToLightChange(light!, 4)).toBeCloseTo(6)
    expect(timeToLightChange(light!, 30.5)).toBeCloseTo(9.5)
  })

  it('is unknown without a plan', () => {
    expect(lightState({ ...light!, phases: [] }, 3)).toBe('unknown')
    expect(timeToLightChange({ ...light!, phases: [] }, 3)).toBe(Number.POSITIVE_INFINITY)
  })
})
