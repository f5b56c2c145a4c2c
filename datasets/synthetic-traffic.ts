import { idmAcceleration, NUPLAN_IDM } from '../src/common/motion/idm.ts'
import { GENERIC_CAR } from '../src/common/vehicle/generic-car.ts'
import { SyntheticRoad } from './synthetic-road.ts'

/** The car and the others at one moment. */
export interface TrafficState {
  /** s since the start. */
  readonly time: number
  readonly ego: EgoMotion
  readonly others: readonly OtherMotion[]
}

export interface EgoMotion {
  /** Rear axle, world frame, m. */
  readonly x: number
  readonly y: number
  /** rad counter-clockwise from east. */
  readonly yaw: number
  /** m/s, m/s² along x. */
  readonly speed: number
  readonly acceleration: number
  /** 1/m, left positive. */
  readonly curvature: number
}

export interface OtherMotion {
  readonly id: number
  /** Box centre, world frame, m. */
  readonly x: number
  readonly y: number
  readonly yaw: number
  /** Along its own yaw, m/s. */
  readonly speed: number
  readonly length: number
  readonly width: number
  readonly height: number
}

/** s a step. Within it accelerations are constant, so that speed and station are exact sums. */
export const TRAFFIC_STEP = 0.005

/** m; a mid-size car. */
const SIZE = { length: 4.5, width: 1.8, height: 1.5 }
/** m from the road's line to the middle of the oncoming lane and of the cars parked on the right. */
const ONCOMING_OFFSET = 3.6
const PARKED_OFFSET = -2.6
const DESIRED_SPEED = 15
/** m/s²: what a car that follows does, at the edge of what ISO 15622 allows. */
const LARGEST_BRAKING = 3.5

/** The lead's plan: from when on (s) which acceleration (m/s²), between standstill and its desired speed. */
const LEAD_PLAN = [
  [0, 0],
  [10, -3],
  [13.2, 0],
  [17, 1.2],
] as const

/**
 * 30 s on the road: ego follows the lane at 15 m/s behind a lead that brakes hard at 10 s and speeds up again at 17 s; one
 * car comes towards it and two stand at the side. Yields a state every {@link TRAFFIC_STEP}, the first at 0 s.
 */
export function* simulateTraffic(duration: number): Generator<TrafficState> {
  const road = new SyntheticRoad()
  const ego = { station: 20, speed: DESIRED_SPEED }
  const lead = { station: 62, speed: DESIRED_SPEED }
  const oncoming = { station: 420, speed: 14 }
  const steps = Math.round(duration / TRAFFIC_STEP)
  for (let step = 0; step <= steps; step++) {
    const time = step * TRAFFIC_STEP
    const leadAcceleration = plannedAcceleration(time, lead.speed)
    const acceleration = followingAcceleration(ego, lead)
    yield {
      time,
      ego: { ...road.at(ego.station), speed: ego.speed, acceleration },
      others: [
        onRoad(road, 1, lead.station, 0, lead.speed),
        facing(onRoad(road, 2, oncoming.station, ONCOMING_OFFSET, oncoming.speed)),
        onRoad(road, 3, 180, PARKED_OFFSET, 0),
        onRoad(road, 4, 330, PARKED_OFFSET, 0),
      ],
    }
    advance(ego, acceleration)
    advance(lead, leadAcceleration)
    oncoming.station -= oncoming.speed * TRAFFIC_STEP
  }
}

/** Constant acceleration over one step, but never backwards. */
function advance(car: { station: number; speed: number }, acceleration: number): void {
  const next = Math.max(0, car.speed + acceleration * TRAFFIC_STEP)
  car.station += ((car.speed + next) / 2) * TRAFFIC_STEP
  car.speed = next
}

function plannedAcceleration(time: number, speed: number): number {
  const planned = LEAD_PLAN.findLast(([from]) => time >= from)?.[1] ?? 0
  return planned > 0 && speed >= DESIRED_SPEED ? 0 : planned
}

function followingAcceleration(
  ego: { station: number; speed: number },
  lead: { station: number; speed: number },
): number {
  const gap = lead.station - SIZE.length / 2 - (ego.station + GENERIC_CAR.geometry.rearAxleToFront)
  const idm = { ...NUPLAN_IDM, desiredSpeed: DESIRED_SPEED, minimumGap: 2, exponent: 4 }
  return Math.max(-LARGEST_BRAKING, idmAcceleration(idm, ego.speed, gap, lead.speed))
}

function onRoad(road: SyntheticRoad, id: number, station: number, offset: number, speed: number): OtherMotion {
  const { x, y, yaw } = road.at(station, offset)
  return { id, x, y, yaw, speed, ...SIZE }
}

function facing(car: OtherMotion): OtherMotion {
  return { ...car, yaw: car.yaw + Math.PI }
}
