import { findCrossings } from './crosswalk-crossings.ts'
import { DrivableArea } from './drivable-area.ts'
import { findConflicts } from './lane-conflicts.ts'
import { LaneLookup } from './lane-lookup.ts'
import type { Lane, LaneMap, LaneNeighbour, TrafficLight } from './lane-map.ts'
import { laneWidths } from './lane-widths.ts'
import type { LaneConflict, MapIndex } from './map-index.ts'
import { emptyBounds, growBounds, outlineBetween } from './outline.ts'
import { redLightArea } from './red-light-area.ts'
import { ReferenceLine } from './reference-line.ts'
import { isStopState, lightState } from './traffic-light.ts'

/** Maps are data that never change, and an index takes tens of milliseconds: one map, one index. */
const built = new WeakMap<LaneMap, MapIndex>()

/** The index of this map object. Throws when a lane has no line, or when two lanes have one id. */
export function buildMapIndex(map: LaneMap): MapIndex {
  const known = built.get(map)
  if (known) return known
  const index = build(map)
  built.set(map, index)
  return index
}

/** The index of the same map with other plans of the same signals, in their order: all else is shared. */
export function withSignals(index: MapIndex, trafficLights: readonly TrafficLight[]): MapIndex {
  const map = { ...index.map, trafficLights }
  const other = { ...index, map, redLanes: redLanesOf(map, index.lightOf) }
  built.set(map, other)
  return other
}

function build(map: LaneMap): MapIndex {
  const indexOfId = indexIds(map)
  const laneOfId = (id: number): number => indexOfId.get(id) ?? -1
  const lines = map.lanes.map((lane) => new ReferenceLine(lane.centreLine))
  const widths = map.lanes.map((lane, i) => laneWidths(lane, lines[i]!))
  const bounds = boundsOf(map)
  const lookup = new LaneLookup(map, lines, widths, bounds)
  const drivable = new DrivableArea(map.drivableAreas)
  const lightOf = firstPerLane(map, map.trafficLights, laneOfId)
  const redAreas = map.lanes.map((_, i) => (lightOf[i]! >= 0 ? redLightArea(lines[i]!, widths[i]!) : null))
  const conflicts = findConflicts(map, lines)
  return {
    map,
    bounds,
    lines,
    outlines: map.lanes.map((lane) => outlineBetween(lane.leftBoundary.line, lane.rightBoundary.line)),
    successors: map.lanes.map((lane) => known(lane.successors, laneOfId)),
    predecessors: map.lanes.map((lane) => known(lane.predecessors, laneOfId)),
    leftSame: Int32Array.from(map.lanes, (lane) => sameDirection(lane.left, laneOfId)),
    rightSame: Int32Array.from(map.lanes, (lane) => sameDirection(lane.right, laneOfId)),
    lightOf,
    stopLineOf: firstPerLane(map, map.stopLines, laneOfId),
    crossings: findCrossings(map, lines),
    conflicts,
    conflictsOf: groupByLane(conflicts, map.lanes.length),
    laneOfId,
    lane: (index) => laneAt(map, index),
    nearestLane: (x, y, heading, out, reach) => lookup.nearest(x, y, heading, out ?? null, reach),
    lanesAt: (x, y, out) => lookup.lanesAt(x, y, out),
    isInLane: (lane, x, y) => lookup.isInLane(lane, x, y),
    isInJunction: (x, y) => lookup.isInJunction(x, y),
    isOncoming: (x, y, heading) => lookup.isOncoming(x, y, heading),
    isDrivable: (x, y) => drivable.contains(x, y),
    areDrivable: (points, start, count) => areInside(drivable, points, start, count),
    distanceToDrivable: (x, y, reach) => drivable.distance(x, y, reach),
    redLanes: redLanesOf(map, lightOf),
    redLightArea: (lane) => redAreas[lane] ?? null,
  }
}

function redLanesOf({ trafficLights }: LaneMap, lightOf: Int32Array): MapIndex['redLanes'] {
  const signalled = [...lightOf.keys()].filter((lane) => lightOf[lane]! >= 0)
  return (time, out) => {
    let count = 0
    for (const lane of signalled) {
      const isRed = isStopState(lightState(trafficLights[lightOf[lane]!]!, time))
      if (isRed && count < out.length) out[count++] = lane
    }
    return count
  }
}

function indexIds(map: LaneMap): Map<number, number> {
  const indexOfId = new Map<number, number>()
  map.lanes.forEach((lane, index) => {
    if (indexOfId.has(lane.id)) throw new Error(`expected lanes of different ids, found id ${lane.id} twice`)
    indexOfId.set(lane.id, index)
  })
  return indexOfId
}

function boundsOf(map: LaneMap): readonly [number, number, number, number] {
  const bounds = emptyBounds()
  for (const outline of map.drivableAreas) growBounds(bounds, outline)
  for (const { leftBoundary, rightBoundary } of map.lanes) {
    growBounds(bounds, leftBoundary.line)
    growBounds(bounds, rightBoundary.line)
  }
  return map.lanes.length + map.drivableAreas.length === 0 ? [0, 0, 0, 0] : bounds
}

/** For each lane the place of the first light or stop line that names it, or -1. */
function firstPerLane(
  map: LaneMap,
  items: readonly { readonly lanes: readonly number[] }[],
  laneOfId: (id: number) => number,
): Int32Array {
  const first = new Int32Array(map.lanes.length).fill(-1)
  items.forEach(({ lanes }, place) => {
    for (const id of lanes) {
      const lane = laneOfId(id)
      if (lane >= 0 && first[lane] === -1) first[lane] = place
    }
  })
  return first
}

function known(ids: readonly number[], laneOfId: (id: number) => number): Int32Array {
  return Int32Array.from(ids.map(laneOfId).filter((lane) => lane >= 0))
}

function sameDirection(neighbour: LaneNeighbour | null, laneOfId: (id: number) => number): number {
  return neighbour && !neighbour.isOncoming ? laneOfId(neighbour.lane) : -1
}

function groupByLane(conflicts: readonly LaneConflict[], lanes: number): LaneConflict[][] {
  const groups: LaneConflict[][] = Array.from({ length: lanes }, () => [])
  for (const conflict of conflicts) groups[conflict.lane]!.push(conflict)
  return groups
}

function laneAt(map: LaneMap, index: number): Lane {
  const lane = map.lanes[index]
  if (!lane) throw new Error(`expected a lane index below ${map.lanes.length}, found ${index}`)
  return lane
}

function areInside(area: DrivableArea, points: Float64Array, start: number, count: number): boolean {
  for (let i = start; i < start + 2 * count; i += 2) if (!area.contains(points[i]!, points[i + 1]!)) return false
  return true
}
