import type { Route } from '../map/route.ts'
import { isStopState, lightState } from '../map/traffic-light.ts'

/** m/s²: amber is stopped for when no more than this is needed, and driven through otherwise. */
const AMBER_BRAKING = 3
/** m before a stop line at which the front comes to rest, beside the gap that the driver model keeps. */
const LINE_MARGIN = 0.5

/**
 * Stations of the route, ascending, at which the front must come to rest for a light at `time` (s since the drive's
 * origin), within `reach` m ahead of the front.
 */
export function signalStops(route: Route, front: number, speed: number, time: number, reach: number): number[] {
  const { index, lanes, laneBegin } = route
  const stops: number[] = []
  for (let place = 1; place < lanes.length; place++) {
    const distance = laneBegin[place]! - front
    if (distance < -LINE_MARGIN || distance > reach) continue
    const light = index.map.trafficLights[index.lightOf[lanes[place]!]!]
    if (light === undefined) continue
    const state = lightState(light, time)
    const needed = (speed * speed) / (2 * Math.max(0.1, distance))
    if (isStopState(state) || (state === 'amber' && needed < AMBER_BRAKING)) stops.push(laneBegin[place]! - LINE_MARGIN)
  }
  return stops
}
