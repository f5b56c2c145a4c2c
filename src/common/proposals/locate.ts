import type { LineProjection } from '../map/reference-line.ts'
import type { Route } from '../map/route.ts'

/** m that a car moves at most along the route between two plans, and m beside it from which it is looked for anew. */
const REACH = 30
const LOST = 15

/**
 * Where on the route the car is, into `out`: near the station of the plan before, for a route may come by one place twice
 * (round a roundabout, over a bridge); NaN looks everywhere.
 */
export function locate(route: Route, x: number, y: number, stationBefore: number, out: LineProjection): void {
  if (Number.isFinite(stationBefore)) {
    route.projectNear(x, y, stationBefore, REACH, out)
    if (Math.abs(out.offset) < LOST) return
  }
  route.project(x, y, out)
}
