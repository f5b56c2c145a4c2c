import { isForPeople, placeOnRoute, pointBeside } from './route-places.ts'
import type { Scenario } from './scenario.ts'

/** Somebody on a bicycle comes towards us at the edge of our own lane. */
export const WRONG_WAY_CYCLIST: Scenario<'speed' | 'offset'> = {
  name: 'wrong-way-cyclist',
  description: 'a cyclist comes the wrong way at the edge of the lane',
  parameters: {
    speed: { low: 3.5, high: 5.5, unit: 'm/s' },
    offset: { low: 1, high: 1.4, unit: 'm right of the lane’s middle' },
  },
  play({ route, egoStart, anchor, nextId }, { speed, offset }) {
    if (!placeOnRoute(route, anchor) || !isForPeople(route, anchor)) return null
    const limit = route.speedLimitAt(anchor)
    // They shall meet at the anchor: the ego car drives about at the limit meanwhile.
    const time = (anchor - egoStart) / (0.85 * (Number.isFinite(limit) ? limit : 13.9))
    const from = Math.min(route.line.length - 1, anchor + time * speed)
    const points: number[] = []
    for (let station = from; station > Math.max(1, egoStart - 30); station -= 2) {
      points.push(...pointBeside(route, station, -offset))
    }
    if (points.length < 20) return null
    const size = [1.8, 0.6, 1.75] as const
    const path = Float64Array.from(points)
    return { others: [{ id: nextId(), class: 'cyclist', size, path, station: 0, speed }] }
  },
}
