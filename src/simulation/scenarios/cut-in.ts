import { drawDriver, type VehicleKind } from '../traffic/vehicle-kinds.ts'
import type { VehicleScript } from '../traffic/vehicle-script.ts'
import { laneBeside, placeOnRoute, wayAlong } from './route-places.ts'
import type { Scenario, Stage, StagedActors } from './scenario.ts'

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

/** m of lane that the change must find beside it. */
const LEAST_REST = 60

function changeOver(stage: Stage, value: Record<CutInParameter, number>, kind: VehicleKind): StagedActors | null {
  const { route, anchor, random, nextId } = stage
  const place = placeOnRoute(route, anchor)
  const beside = place && laneBeside(route, place.lane, kind === 'truck' ? 'right' : undefined)
  if (!place || !beside || place.rest < LEAST_REST) return null
  const limit = route.speedLimitAt(anchor)
  const speed = value.speedShare * (Number.isFinite(limit) ? limit : 13.9)
  const profile = drawDriver(kind, random)
  // It needs the way that it covers until the ego car has come up.
  const station = Math.max(profile.size[0], place.station - 20)
  const script = () => overWhenNear(beside.side === 'left' ? 'right' : 'left', speed, value)
  const start = { lane: beside.lane, station, speed, way: wayAlong(route), script, randomSeed: random.uint32() }
  const vehicle = { id: nextId(), profile, ...start }
  return { vehicles: [vehicle] }
}

/** Crawls while the ego car is far, so that they meet on this lane; then drives its speed and comes over. */
function overWhenNear(side: 'left' | 'right', speed: number, value: Record<CutInParameter, number>): VehicleScript {
  let hasChanged = false
  return ({ vehicle, egoSpeed, gapToEgo }) => {
    if (hasChanged) return vehicle.isChanging ? { desiredSpeed: speed } : { desiredSpeed: speed * 1.2 }
    if (gapToEgo > 60) return { desiredSpeed: 1.5 }
    if (gapToEgo < 2 || gapToEgo > Math.max(6, value.headway * egoSpeed)) return { desiredSpeed: speed }
    hasChanged = true
    return { desiredSpeed: speed, change: { side, duration: value.duration } }
  }
}
