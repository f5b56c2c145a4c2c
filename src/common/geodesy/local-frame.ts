import { ecefFromGeodetic, type Geodetic, geodeticFromEcef, type Vector3 } from './wgs84.ts'

/**
 * The `world` frame: east, north, up on the plane that touches the ellipsoid's normal at the origin. At 10 km from the
 * origin the plane is 8 m above the ground, so `up` is not altitude there.
 */
export interface LocalFrame {
  readonly origin: Geodetic
  readonly originEcef: Vector3
  /** Rows: the east, north and up directions in earth-centred coordinates. */
  readonly enuFromEcef: readonly [Vector3, Vector3, Vector3]
}

/** Source: Groves 2013, "Principles of GNSS, Inertial, and Multisensor Integrated Navigation Systems", eq. 2.150 (axes reordered). */
export function createLocalFrame(origin: Geodetic): LocalFrame {
  const sinLatitude = Math.sin(origin.latitude)
  const cosLatitude = Math.cos(origin.latitude)
  const sinLongitude = Math.sin(origin.longitude)
  const cosLongitude = Math.cos(origin.longitude)
  return {
    origin,
    originEcef: ecefFromGeodetic(origin),
    enuFromEcef: [
      [-sinLongitude, cosLongitude, 0],
      [-sinLatitude * cosLongitude, -sinLatitude * sinLongitude, cosLatitude],
      [cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude],
    ],
  }
}

/** East, north, up of an earth-centred point, m. */
export function enuFromEcef(frame: LocalFrame, [x, y, z]: Vector3): Vector3 {
  const [originX, originY, originZ] = frame.originEcef
  return rotateToEnu(frame, [x - originX, y - originY, z - originZ])
}

/** East, north, up components of an earth-centred direction or velocity. */
export function rotateToEnu(frame: LocalFrame, [x, y, z]: Vector3): Vector3 {
  const [east, north, up] = frame.enuFromEcef
  return [
    east[0] * x + east[1] * y + east[2] * z,
    north[0] * x + north[1] * y + north[2] * z,
    up[0] * x + up[1] * y + up[2] * z,
  ]
}

/** Earth-centred components of an east, north, up direction or velocity. */
export function rotateToEcef(frame: LocalFrame, [east, north, up]: Vector3): Vector3 {
  const [e, n, u] = frame.enuFromEcef
  return [
    e[0] * east + n[0] * north + u[0] * up,
    e[1] * east + n[1] * north + u[1] * up,
    e[2] * east + n[2] * north + u[2] * up,
  ]
}

export function enuFromGeodetic(frame: LocalFrame, point: Geodetic): Vector3 {
  return enuFromEcef(frame, ecefFromGeodetic(point))
}

export function geodeticFromEnu(frame: LocalFrame, point: Vector3): Geodetic {
  const [x, y, z] = rotateToEcef(frame, point)
  const [originX, originY, originZ] = frame.originEcef
  return geodeticFromEcef([x + originX, y + originY, z + originZ])
}
