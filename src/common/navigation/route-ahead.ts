import type { NavigationObservation } from '../../core/observations.ts'
import type { EgoState } from '../../core/scene.ts'
import { createLocalFrame, enuFromGeodetic, type LocalFrame } from '../geodesy/local-frame.ts'
import { createPose, createProjection, ReferenceLine } from '../map/reference-line.ts'

/** What the navigation route is around the car: places ahead in the ego frame and the speed limits. */
export interface RouteAhead {
  /** x, y of each asked distance along the route, ego frame, m. */
  readonly points: Float64Array
  /** At the car and at each asked distance, m/s; NaN where unknown. */
  readonly speedLimits: Float64Array
  /** m from the car to the route's line, left of the line positive. */
  readonly offset: number
  /** m left until the route ends. */
  readonly remaining: number
}

/** m by which the car may move along the route between two looks before the whole line is searched again. */
const REACH = 60

/** A navigation route as the car sees it. Keeps the route's line in the world frame and where the car was on it last. */
export class NavigationTracker {
  #route: NavigationObservation | null = null
  #frame: LocalFrame | null = null
  #line: ReferenceLine | null = null
  /** m/s, by segment of the line. */
  #limits: readonly number[] = []
  readonly #projection = createProjection()
  readonly #pose = createPose()
  #station = Number.NaN

  /** Null while there is no route, or the ego state has no place on the globe yet. `distances`: m ahead along the route. */
  ahead(route: NavigationObservation | null, ego: EgoState, distances: readonly number[]): RouteAhead | null {
    if (!route || !ego.isValid || !ego.origin) return null
    this.#take(route, ego.origin)
    const line = this.#line
    if (!line) return null
    const [x, y] = ego.position
    if (Number.isNaN(this.#station)) line.project(x, y, this.#projection)
    else line.projectNear(x, y, this.#station, REACH, this.#projection)
    const { station, offset } = this.#projection
    this.#station = station
    const points = new Float64Array(2 * distances.length)
    const speedLimits = Float64Array.from([0, ...distances], (distance) => this.#speedLimitAt(station + distance))
    const cos = Math.cos(ego.yaw)
    const sin = Math.sin(ego.yaw)
    distances.forEach((distance, i) => {
      line.poseAt(Math.min(station + distance, line.length), this.#pose)
      const dx = this.#pose.x - x
      const dy = this.#pose.y - y
      points[2 * i] = cos * dx + sin * dy
      points[2 * i + 1] = cos * dy - sin * dx
    })
    return { points, speedLimits, offset, remaining: line.length - station }
  }

  /** Another route, or another origin of the world frame: the line is laid anew. */
  #take(route: NavigationObservation, origin: NonNullable<EgoState['origin']>): void {
    const { latitude, longitude, altitude } = origin
    const known = this.#frame?.origin
    const isSamePlace =
      known && known.latitude === latitude && known.longitude === longitude && known.altitude === altitude
    if (isSamePlace && isSameRoute(route, this.#route)) return
    this.#frame = createLocalFrame(origin)
    this.#route = route
    const { line, limits } = lineOf(route, this.#frame)
    this.#line = line
    this.#limits = limits
    this.#station = Number.NaN
  }

  #speedLimitAt(station: number): number {
    return this.#limits[this.#line!.segmentAt(station)] ?? Number.NaN
  }
}

/** The device tells the same route again and again. */
function isSameRoute(route: NavigationObservation, known: NavigationObservation | null): boolean {
  if (known === null || known.latitudes.length !== route.latitudes.length) return false
  return route.latitudes.every(
    (latitude, i) => latitude === known.latitudes[i] && route.longitudes[i] === known.longitudes[i],
  )
}

function lineOf(
  { latitudes, longitudes, speedLimits }: NavigationObservation,
  frame: LocalFrame,
): { line: ReferenceLine | null; limits: number[] } {
  const points: number[] = []
  const limits: number[] = []
  for (let i = 0; i < latitudes.length; i++) {
    // A road map has no heights: the plane of the world frame stands for them.
    const geodetic = { latitude: latitudes[i]!, longitude: longitudes[i]!, altitude: frame.origin.altitude }
    const [east, north] = enuFromGeodetic(frame, geodetic)
    const n = points.length
    if (n >= 2 && Math.hypot(east - points[n - 2]!, north - points[n - 1]!) < SAME_PLACE) continue
    points.push(east, north)
    limits.push(speedLimits[i]!)
  }
  return { line: points.length >= 4 ? new ReferenceLine(Float64Array.from(points)) : null, limits }
}

/** m; nearer points of a route are one. */
const SAME_PLACE = 0.01
