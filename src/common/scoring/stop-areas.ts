import type { MapIndex } from '../map/map-index.ts'
import { createPose } from '../map/reference-line.ts'
import { isStopState, lightState } from '../map/traffic-light.ts'
import { SCORE_STEP } from './agent-states.ts'
import type { StopSignArea } from './drive-record.ts'
import type { RedLightArea } from './scoring-context.ts'

/** m along the lane that a car may stand before a stop sign's line with its front, and that the area behind it is deep. */
const WAITING_LENGTH = 4
const BEHIND_LENGTH = 2

/**
 * The signalled junction lanes of a map and when they are red in `steps` states from `begin` (s since the drive's origin)
 * on, by the signals' plans. Allocates.
 */
export function redLightAreas(index: MapIndex, begin: number, steps: number): RedLightArea[] {
  const areas: RedLightArea[] = []
  for (let lane = 0; lane < index.map.lanes.length; lane++) {
    const outline = index.redLightArea(lane)
    const light = index.map.trafficLights[index.lightOf[lane]!]
    if (outline === null || light === undefined) continue
    const isRed = Uint8Array.from({ length: steps }, (_, step) =>
      isStopState(lightState(light, begin + step * SCORE_STEP)) ? 1 : 0,
    )
    areas.push({ lane, outline, heading: index.lines[lane]!.heading[0]!, isRed })
  }
  return areas
}

/** The lanes of a map that end at a stop sign. Allocates. */
export function stopSignAreas(index: MapIndex): StopSignArea[] {
  const areas: StopSignArea[] = []
  for (let lane = 0; lane < index.map.lanes.length; lane++) {
    if (index.map.stopLines[index.stopLineOf[lane]!]?.kind !== 'stop-sign') continue
    const length = index.lines[lane]!.length
    areas.push({
      lane,
      before: stretch(index, lane, length - WAITING_LENGTH, length),
      behind: stretch(index, lane, length + 0.5, length + BEHIND_LENGTH),
    })
  }
  return areas
}

/** The lane's rectangle between two stations, which may lie beyond its end. */
function stretch(index: MapIndex, lane: number, from: number, to: number): Float64Array {
  const pose = createPose()
  const half = index.lane(lane).width / 2
  const outline = new Float64Array(8)
  for (const [place, station, side] of [
    [0, to, half],
    [1, from, half],
    [2, from, -half],
    [3, to, -half],
  ] as const) {
    index.lines[lane]!.poseAt(station, pose)
    outline[2 * place] = pose.x - side * Math.sin(pose.heading)
    outline[2 * place + 1] = pose.y + side * Math.cos(pose.heading)
  }
  return outline
}
