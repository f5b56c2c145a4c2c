import { geodeticFromEnu, type LocalFrame } from '../../common/geodesy/local-frame.ts'
import { createPose } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import { Random } from '../../common/random/xoshiro.ts'
import type { NavigationRoute } from '../../core/messages.ts'

/** m between the points of a route: fine enough for a roundabout's bends. */
const SPACING = 4
/** m, standard deviation of a road map's shift: TomTom's and HERE's maps for navigation state an accuracy of 1 to 5 m. */
const MAP_SHIFT = 1

/** The route of a world as a navigation device tells it: the whole map is shifted by what its road map is off. */
export function navigationRoute(route: Route, frame: LocalFrame, seed: number): NavigationRoute {
  const random = new Random(seed ^ NAVIGATION_STREAM)
  const shift = [MAP_SHIFT * random.normal(), MAP_SHIFT * random.normal()] as const
  const count = Math.max(2, Math.ceil(route.line.length / SPACING) + 1)
  const latitudes = new Float64Array(count)
  const longitudes = new Float64Array(count)
  const speedLimits = new Float64Array(count)
  const pose = createPose()
  for (let i = 0; i < count; i++) {
    const station = (i / (count - 1)) * route.line.length
    route.poseAt(station, pose)
    const place = geodeticFromEnu(frame, [pose.x + shift[0], pose.y + shift[1], 0])
    latitudes[i] = place.latitude
    longitudes[i] = place.longitude
    speedLimits[i] = route.speedLimitAt(station)
  }
  return { kind: 'navigation', latitudes, longitudes, speedLimits }
}

/** Keeps the device's errors apart from the sensors'. */
const NAVIGATION_STREAM = 0x4a71
