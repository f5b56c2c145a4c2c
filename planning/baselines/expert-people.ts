import { type Situation, timeToCover } from './expert-situation.ts'

/** m ahead within which people and cyclists are watched. */
const REACH = 70
/** m beside the car that people need. */
const ROOM = 0.7
/** m before somebody's way at which the car stops. */
const DISTANCE = 3
/** s between the car's passing and somebody's coming, and the other way round. */
const TIME_AFTER = 1.2
const TIME_BEFORE = 0.7
/** m/s sideways from which somebody is taken to be crossing. */
const CROSSING_SPEED = 0.3

/** Stations at which the front must stop, because somebody on foot or on a bicycle is crossing the route ahead. */
export function stopsForPeople({ agents, beside, vehicle, front, speed }: Situation): number[] {
  const stops: number[] = []
  const half = 0.5 * vehicle.width + ROOM
  for (let n = 0; n < beside.nearCount; n++) {
    const agent = beside.near[n]!
    const kind = agents.classes[agent]!
    if (kind !== 'pedestrian' && kind !== 'cyclist') continue
    const i = agent * beside.steps
    const distance = beside.station[i]! - beside.along[i]! - front
    if (!(distance > -0.5 && distance < REACH)) continue
    const sideways = beside.lateralSpeed[i]!
    if (Math.abs(sideways) < CROSSING_SPEED) continue
    const edge = half + beside.across[i]!
    // s until it enters and leaves the car's way, counted in the direction in which it goes.
    const offset = Math.sign(sideways) * beside.offset[i]!
    const enters = (-edge - offset) / Math.abs(sideways)
    const leaves = (edge - offset) / Math.abs(sideways)
    if (leaves < 0) continue
    const arrives = timeToCover(distance, speed)
    const clears = timeToCover(distance + vehicle.length + 2 * beside.along[i]!, speed)
    if (enters < clears + TIME_AFTER && leaves > arrives - TIME_BEFORE) stops.push(front + distance - DISTANCE)
  }
  return stops
}
