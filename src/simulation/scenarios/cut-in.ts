import type { Route } from '../../common/map/route.ts'
import { drawDriver, type VehicleKind } from '../traffic/vehicle-kinds.ts'
import type { VehicleScript } from '../traffic/vehicle-script.ts'
import { findPlace, type LanePlace, laneBeside, placeOnRoute, wayBeside } from './route-places.ts'
import type { Scenario, Stage, StagedActors } from './scenario.ts'
import { fairWarning } from './triggers.ts'

type CutInParameter = 'speedShare' | 'headway' | 'duration'

/** A slower car on the next lane changes to ours just before us. */
export const CUT_IN: Scenario<CutInParameter> = {
  name: 'cut-in',
  description: 'a slower car on the next lane changes over just ahead',
  parameters: {
    speedShare: { low: 0.45, high: 0.7, unit: 'of the limit' },
    headway: { low: 0.9, high: 1.6, unit: 's' },
    duration: { low: 2, high: 3.5, unit: 's' },
  },
  play: (stage, value) => changeOver(stage, value, 'car'),
}

/** A lorry whose lane ends, or that wants past something, comes over and is slow. */
export const MERGING_TRUCK: Scenario<CutInParameter> = {
  name: 'merging-truck',
  description: 'a slow lorry on the next lane merges into ours',
  parameters: {
    speedShare: { low: 0.35, high: 0.55, unit: 'of the limit' },
    headway: { low: 1.6, high: 2.6, unit: 's' },
    duration: { low: 3.5, high: 5, unit: 's' },
  },
  play: (stage, value) => changeOver(stage, value, 'truck'),
}

/** m of lane that the change must find beside it, more than what is driven meanwhile. */
const ROOM = 20
/** Of the limit: what the ego car is taken to drive until they meet, and m that the other starts ahead at least. */
const EGO_PACE = 0.8
const LEAST_LEAD = 18
/** m of gap at which it drives its own speed; farther off it lets the ego car come up, as much slower at most. */
const MEETING_GAP = 45
const SLOWEST_SHARE = 0.6
const CATCHING_UP = 150

function changeOver(stage: Stage, value: Record<CutInParameter, number>, kind: VehicleKind): StagedActors | null {
  const { route, egoStart, random, nextId } = stage
  const limit = route.speedLimitAt(stage.anchor)
  const usual = Number.isFinite(limit) ? limit : 13.9
  const speed = value.speedShare * usual
  const side = kind === 'truck' ? 'right' : undefined
  const needed = ROOM + 1.5 * value.duration * speed
  const fits = ({ lane, rest }: LanePlace) => rest > needed && laneBeside(route, lane, side) !== null
  const place = findPlace(route, stage.anchor, fits)
  const beside = place && laneBeside(route, place.lane, side)
  if (!place || !beside) return null
  // It drives along beside the route until the ego car has come up at the place.
  const lead = Math.max(LEAST_LEAD, (1 - speed / (EGO_PACE * usual)) * (place.anchor - egoStart))
  const start = placeOnRoute(route, Math.max(egoStart + LEAST_LEAD, Math.min(place.anchor, egoStart + lead)))
  const from = start && laneBeside(route, start.lane, beside.side)
  if (!start || !from) return null
  const profile = drawDriver(kind, random)
  const back = beside.side === 'left' ? 'right' : 'left'
  const script = () => overWhenNear(route, back, speed, value, place.anchor)
  const way = wayBeside(route, beside.side)
  const vehicle = { id: nextId(), profile, lane: from.lane, station: start.station, speed, way, script }
  return { vehicles: [{ ...vehicle, randomSeed: random.uint32() }] }
}

/** Comes over once the ego car is near and the place is reached; before that it lets the ego car come up. */
function overWhenNear(
  { index, lanes }: Route,
  side: 'left' | 'right',
  speed: number,
  value: Record<CutInParameter, number>,
  anchor: number,
): VehicleScript {
  let hasChanged = false
  return ({ vehicle, egoStation, egoSpeed, gapToEgo }) => {
    if (hasChanged) return vehicle.isChanging ? { desiredSpeed: speed } : { desiredSpeed: speed * 1.2 }
    const share = Math.min(1, Math.max(SLOWEST_SHARE, 1 - (gapToEgo - MEETING_GAP) / CATCHING_UP))
    const target = (side === 'left' ? index.leftSame : index.rightSame)[vehicle.way.lane]!
    const isBeside = target >= 0 && lanes.includes(target) && !index.lane(target).isJunction
    const closing = egoSpeed - vehicle.speed
    const near = Math.max(6, value.headway * egoSpeed, closing * fairWarning(closing))
    const isTime = egoStation + gapToEgo > anchor - COME_UP && gapToEgo > 2 && gapToEgo < near
    if (!isBeside || !isTime) return { desiredSpeed: speed * share }
    hasChanged = true
    return { desiredSpeed: speed, change: { side, duration: value.duration } }
  }
}

/** m before the place from which on it may come over. */
const COME_UP = 60
