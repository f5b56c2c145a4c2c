import type { TrafficLight } from '../../common/map/lane-map.ts'
import type { Route } from '../../common/map/route.ts'
import type { Scenario } from './scenario.ts'

/** m before and behind the anchor within which a signal is looked for. */
const BEFORE = 50
const BEHIND = 90
/** Of the limit: the pace at which the car is taken to come. */
const PACE = 0.7

/** The signal ahead is red when the car comes up, and turns green after a while. */
export const RED_LIGHT: Scenario<'remaining'> = {
  name: 'red-light',
  description: 'the signal ahead shows red when the car comes up to it',
  parameters: { remaining: { low: 3, high: 10, unit: 's of red when the car would pass' } },
  play({ route, egoStart, anchor }, { remaining }) {
    const next = signalNear(route, anchor, egoStart)
    if (!next) return null
    const limit = route.speedLimitAt(egoStart)
    const comes = (next.station - egoStart) / (PACE * (Number.isFinite(limit) ? limit : 13.9))
    const { light } = next
    // Green begins with the second phase: red with amber comes before it.
    const untilGreen = light.phases[0]!.duration
    return { signalDelay: comes + remaining - untilGreen - light.phasesBegin }
  },
}

/** The first signal of the route near the anchor: where its junction begins, m along the route. */
function signalNear(route: Route, anchor: number, egoStart: number): { station: number; light: TrafficLight } | null {
  const { index, lanes, laneBegin } = route
  for (let place = 1; place < lanes.length; place++) {
    const station = laneBegin[place]!
    if (station < Math.max(egoStart + 30, anchor - BEFORE) || station > anchor + BEHIND) continue
    const light = index.map.trafficLights[index.lightOf[lanes[place]!]!]
    if (light && light.phases[0]?.state === 'red-amber') return { station, light }
  }
  return null
}
