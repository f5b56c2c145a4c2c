import type { Message, NavigationRoute } from '../src/core/messages.ts'
import type { Observation } from '../src/core/observations.ts'
import type { Warning } from '../src/core/warning.ts'

/** Passes a route on. Places must be on the globe; speed limits may be NaN. Fewer than two points are no route. */
export function observeNavigation(
  message: Message,
  payload: NavigationRoute,
  observations: Observation[],
  warnings: Warning[],
): void {
  const { stamp, sequence, topic } = message
  const { latitudes, longitudes, speedLimits } = payload
  const isOnGlobe =
    latitudes.every((latitude) => Math.abs(latitude) <= Math.PI / 2) &&
    longitudes.every((longitude) => Math.abs(longitude) <= Math.PI)
  if (!isOnGlobe || latitudes.length < 2) {
    const found = isOnGlobe ? `${latitudes.length}` : 'others'
    const detail = `expected at least two places, in rad, on ${topic}, found ${found}`
    warnings.push({ code: 'navigation-value', stamp, detail })
    return
  }
  observations.push({ kind: 'navigation', stamp, sequence, sensor: 'navigation', latitudes, longitudes, speedLimits })
}
