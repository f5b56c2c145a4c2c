import { describe, expect, it } from 'vitest'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import type { LaneMap } from '../../../src/common/map/lane-map.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import type { LaneVehicle, LaneVehicleStart } from '../../../src/simulation/traffic/lane-vehicle.ts'
import { type Cast, DECISION_PERIOD, Traffic } from '../../../src/simulation/traffic/traffic.ts'
import { drawDriver, type VehicleKind } from '../../../src/simulation/traffic/vehicle-kinds.ts'
import { crossing, straightLane, twoLaneRoad } from './maps.ts'

const STEP = 0.01

interface Placed {
  readonly lane: number
  readonly station: number
  readonly speed: number
  readonly kind?: VehicleKind
}

function vehicles(map: LaneMap, placed: readonly Placed[]): LaneVehicleStart[] {
  const index = buildMapIndex(map)
  return placed.map(({ lane, station, speed, kind = 'car' }, i) => {
    const profile = drawDriver(kind, new Random(i + 1))
    return { id: i + 1, profile, lane: index.laneOfId(lane), station, speed, randomSeed: i + 1 }
  })
}

function run(
  map: LaneMap,
  cast: Partial<Cast>,
  seconds: number,
  observe: (traffic: Traffic, time: number) => void = () => {},
) {
  const traffic = new Traffic(buildMapIndex(map), null, { vehicles: [], pedestrians: [], others: [], ...cast })
  const perDecision = Math.round(DECISION_PERIOD / STEP)
  for (let i = 0; i < Math.round(seconds / STEP); i++) {
    const time = i * STEP
    if (i % perDecision === 0) traffic.decide(time, null)
    traffic.move(time, STEP)
    observe(traffic, time + STEP)
  }
  return traffic
}

const gap = (lead: LaneVehicle, follower: LaneVehicle) =>
  lead.station - lead.halfLength - follower.station - follower.halfLength

describe('traffic', () => {
  it('follows in one lane without touching, however dense it starts', () => {
    const placed = Array.from({ length: 12 }, (_, i) => ({ lane: 1, station: 10 + 12 * i, speed: 8 }))
    let smallest = Number.POSITIVE_INFINITY
    run(crossingFree(), { vehicles: vehicles(crossingFree(), placed) }, 60, ({ vehicles: all }) => {
      for (let i = 0; i + 1 < all.length; i++) smallest = Math.min(smallest, gap(all[i + 1]!, all[i]!))
    })
    expect(smallest).toBeGreaterThan(0.5)
    expect(smallest).toBeLessThan(12)
  })

  it('passes a cyclist on the free lane by MOBIL, which a driver without a second lane cannot', () => {
    const placed: Placed[] = [
      { lane: 1, station: 100, speed: 6, kind: 'cyclist' },
      { lane: 1, station: 40, speed: 13 },
    ]
    const [slow, fast] = run(twoLaneRoad(), { vehicles: vehicles(twoLaneRoad(), placed) }, 40).vehicles
    expect(fast!.station).toBeGreaterThan(slow!.station + 50)
    const [slowAlone, fastAlone] = run(crossingFree(), { vehicles: vehicles(crossingFree(), placed) }, 40).vehicles
    expect(fastAlone!.station).toBeLessThan(slowAlone!.station)
  })

  it('does not come over into somebody beside it, and at a crawl not faster than its wheels turn it', () => {
    const map = twoLaneRoad()
    // Told to change at once, on and on, without a look; the other drives just as fast beside it.
    const order = () => () => ({ desiredSpeed: 3, change: { side: 'left' as const, duration: 2 } })
    const [changing, beside] = vehicles(map, [
      { lane: 1, station: 50, speed: 3 },
      { lane: 2, station: 49, speed: 3 },
    ])
    let nearest = Number.POSITIVE_INFINITY
    let steepest = 0
    const cast = [
      { ...changing!, script: order },
      { ...beside!, script: () => () => ({ desiredSpeed: 3 }) },
    ]
    run(map, { vehicles: cast }, 10, ({ vehicles: all }) => {
      nearest = Math.min(nearest, Math.abs(all[0]!.y - all[1]!.y) - (all[0]!.size[1] + all[1]!.size[1]) / 2)
      steepest = Math.max(steepest, Math.abs(all[0]!.yaw))
    })
    expect(nearest).toBeGreaterThan(0.3)
    const alone = run(map, { vehicles: [cast[0]!] }, 10, ({ vehicles: all }) => {
      steepest = Math.max(steepest, Math.abs(all[0]!.yaw))
    })
    expect(alone.vehicles[0]!.y).toBeCloseTo(3.5, 1)
    expect(steepest).toBeLessThan(0.35)
  })

  it('waits at red, drives at green, and never enters while it is red', () => {
    const plan = [
      { state: 'red', duration: 15 },
      { state: 'green', duration: 15 },
    ] as const
    const map = crossing({ east: plan, north: [{ state: 'red', duration: 30 }] })
    let largestOnRed = 0
    const { vehicles: after } = run(
      map,
      { vehicles: vehicles(map, [{ lane: 1, station: 20, speed: 13 }]) },
      30,
      (traffic, time) => {
        const car = traffic.vehicles[0]
        if (car && time < 15) largestOnRed = Math.max(largestOnRed, car.x + car.halfLength)
      },
    )
    expect(largestOnRed).toBeLessThan(100)
    expect(largestOnRed).toBeGreaterThan(95)
    expect(after[0]?.x ?? Number.POSITIVE_INFINITY).toBeGreaterThan(140)
  })

  it('lets the way with priority go first at a crossing without lights, and goes after it', () => {
    const map = crossing(null)
    const cast = vehicles(map, [
      { lane: 1, station: 30, speed: 10 },
      { lane: 4, station: 40, speed: 10 },
    ])
    const passed: number[] = []
    let closest = Number.POSITIVE_INFINITY
    run(map, { vehicles: cast }, 25, ({ vehicles: all }) => {
      for (const { id, way, x, y } of all) {
        const isThrough = (id === 1 && x > 120) || (id === 2 && y > 10)
        if (isThrough && way.lanes.length > 0 && !passed.includes(id)) passed.push(id)
      }
      if (all.length === 2) closest = Math.min(closest, Math.hypot(all[0]!.x - all[1]!.x, all[0]!.y - all[1]!.y))
    })
    expect(passed).toEqual([1, 2])
    expect(closest).toBeGreaterThan(4)
  })

  it('stops for somebody on a crosswalk and drives on when they are across', () => {
    const map = twoLaneRoad()
    const walker = {
      id: 50,
      path: map.crosswalks[0]!.path,
      walkingSpeed: 1.2,
      crosswalk: 0,
      mayGo: (time: number) => time >= 5,
    }
    const cast = { vehicles: vehicles(map, [{ lane: 1, station: 200, speed: 12 }]), pedestrians: [walker] }
    let slowest = Number.POSITIVE_INFINITY
    let closest = Number.POSITIVE_INFINITY
    const { vehicles: after } = run(map, cast, 30, (traffic) => {
      const car = traffic.vehicles[0]!
      const { x, y, isWalking } = traffic.pedestrians[0]!
      slowest = Math.min(slowest, car.speed)
      if (isWalking) closest = Math.min(closest, Math.hypot(car.x + car.halfLength - x, car.y - y))
    })
    expect(slowest).toBeLessThan(4)
    expect(closest).toBeGreaterThan(1)
    expect(after[0]!.x).toBeGreaterThan(320)
  })

  it('goes on from the end of a lane into its successor, however long the lane is', () => {
    const long = crossing(null)
    const lanes = long.lanes.map((lane) =>
      lane.id === 3 ? straightLane({ id: 3, from: [120, 0], to: [700, 0], predecessors: [2], successors: [7] }) : lane,
    )
    const next = straightLane({ id: 7, from: [700, 0], to: [900, 0], predecessors: [3] })
    const map = { ...long, lanes: [...lanes, next] }
    const [car] = run(map, { vehicles: vehicles(map, [{ lane: 3, station: 10, speed: 13 }]) }, 50).vehicles
    expect(car!.x).toBeGreaterThan(720)
  })

  it('drives out of the map at its rim and is gone', () => {
    const placed = [{ lane: 1, station: 900, speed: 13 }]
    expect(run(twoLaneRoad(), { vehicles: vehicles(twoLaneRoad(), placed) }, 15).vehicles).toHaveLength(0)
  })

  it('does the same again from the same seed, to the bit', () => {
    const placed = Array.from({ length: 10 }, (_, i) => ({ lane: 1 + (i % 2), station: 10 + 15 * i, speed: 9 }))
    const drive = () => {
      const { vehicles: all } = run(twoLaneRoad(), { vehicles: vehicles(twoLaneRoad(), placed) }, 30)
      return all.map(({ id, x, y, yaw, speed }) => ({ id, x, y, yaw, speed }))
    }
    expect(drive()).toEqual(drive())
  })
})

/** The right lane of the road alone. */
function crossingFree(): LaneMap {
  const road = twoLaneRoad()
  return { ...road, lanes: [{ ...road.lanes[0]!, left: null }], crosswalks: [] }
}
