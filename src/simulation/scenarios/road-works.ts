import { createPose } from '../../common/map/reference-line.ts'
import type { PathFollowerStart } from '../traffic/path-follower.ts'
import { findPlace, laneBeside, roomToChange } from './route-places.ts'
import type { Scenario } from './scenario.ts'

/** m behind the last cone to change back in. */
const ROOM_BEHIND = 25

/** Barriers and cones close our lane: the way goes on over the next one. */
export const ROAD_WORKS: Scenario<'length'> = {
  name: 'road-works',
  description: 'barriers and cones close the lane; the next one is free',
  parameters: { length: { low: 15, high: 35, unit: 'm' } },
  play({ route, egoStart, anchor, nextId }, { length }) {
    // Room to change lanes before it, from where the car starts and on the lane that it closes, and back behind it.
    const place = findPlace(route, anchor, ({ lane, station, rest }, at) => {
      const room = roomToChange(route, at)
      return laneBeside(route, lane) !== null && rest > length + ROOM_BEHIND && station > room && at - egoStart > room
    })
    if (!place) return null
    const line = route.index.lines[place.lane]!
    const others: PathFollowerStart[] = []
    const put = (station: number, offset: number, size: readonly [number, number, number]) => {
      const pose = createPose()
      line.poseAt(station, pose)
      const x = pose.x - offset * Math.sin(pose.heading)
      const y = pose.y + offset * Math.cos(pose.heading)
      const path = Float64Array.from([x, y, x + Math.cos(pose.heading), y + Math.sin(pose.heading)])
      others.push({ id: nextId(), class: 'static', size, path, station: 0, speed: 0 })
    }
    // A barrier across, then cones along both edges.
    put(place.station, 0, [0.5, 2.6, 1])
    for (let ahead = 5; ahead < length; ahead += 5) {
      put(place.station + ahead, 1.3, [0.4, 0.4, 0.75])
      put(place.station + ahead, -1.3, [0.4, 0.4, 0.75])
    }
    return { others }
  },
}
