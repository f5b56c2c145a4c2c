import type { NavigationRoute } from '../../core/messages.ts'
import { type Malformed, malformed } from './malformed.ts'
import { axdrive } from './runtime.ts'

/** /navigation/route. */
export function encodeNavigationRoute({ latitudes, longitudes, speedLimits }: NavigationRoute): Uint8Array {
  return axdrive.v1.NavigationRoute.encode({
    latitude: [...latitudes],
    longitude: [...longitudes],
    speedLimit: [...speedLimits],
  }).finish()
}

export function decodeNavigationRoute(bytes: Uint8Array): NavigationRoute | Malformed {
  const { latitude, longitude, speedLimit } = axdrive.v1.NavigationRoute.decode(bytes)
  if (latitude.length !== longitude.length || latitude.length !== speedLimit.length) {
    const found = `${latitude.length}, ${longitude.length} and ${speedLimit.length}`
    return malformed(`expected as many latitudes as longitudes and speed limits, found ${found}`)
  }
  return {
    kind: 'navigation',
    latitudes: Float64Array.from(latitude),
    longitudes: Float64Array.from(longitude),
    speedLimits: Float64Array.from(speedLimit),
  }
}
