/** A point by the WGS 84 ellipsoid: rad, rad, m above the ellipsoid. */
export interface Geodetic {
  readonly latitude: number
  readonly longitude: number
  readonly altitude: number
}

export type Vector3 = readonly [number, number, number]

/** Semi-major axis, m, and flattening. Source: NIMA TR8350.2 (2000), table 3.1. */
const WGS84_SEMI_MAJOR_AXIS = 6_378_137
const WGS84_FLATTENING = 1 / 298.257223563
/** First eccentricity squared, 2f - f². */
const WGS84_ECCENTRICITY_SQUARED = WGS84_FLATTENING * (2 - WGS84_FLATTENING)

/** Earth-centred, earth-fixed coordinates, m. Source: TR8350.2, eq. 4-14. */
export function ecefFromGeodetic({ latitude, longitude, altitude }: Geodetic): Vector3 {
  const sine = Math.sin(latitude)
  const cosine = Math.cos(latitude)
  const normalRadius = WGS84_SEMI_MAJOR_AXIS / Math.sqrt(1 - WGS84_ECCENTRICITY_SQUARED * sine * sine)
  return [
    (normalRadius + altitude) * cosine * Math.cos(longitude),
    (normalRadius + altitude) * cosine * Math.sin(longitude),
    (normalRadius * (1 - WGS84_ECCENTRICITY_SQUARED) + altitude) * sine,
  ]
}

/** A road vehicle's height needs three rounds for 1e-9 m; the count is fixed so that the bits do not depend on a threshold. */
const ROUNDS = 5

/**
 * Geodetic from earth-centred coordinates, for points within ±100 km of the ellipsoid. Latitude from Bowring's
 * formula (1976, "Transformation from spatial to geographical coordinates", Survey Review 23, p. 323), repeated.
 */
export function geodeticFromEcef([x, y, z]: Vector3): Geodetic {
  const axisDistance = Math.hypot(x, y)
  const semiMinorAxis = WGS84_SEMI_MAJOR_AXIS * (1 - WGS84_FLATTENING)
  const secondEccentricitySquared = WGS84_ECCENTRICITY_SQUARED / (1 - WGS84_ECCENTRICITY_SQUARED)
  let reduced = Math.atan2(z * WGS84_SEMI_MAJOR_AXIS, axisDistance * semiMinorAxis)
  let latitude = 0
  for (let round = 0; round < ROUNDS; round++) {
    latitude = Math.atan2(
      z + secondEccentricitySquared * semiMinorAxis * Math.sin(reduced) ** 3,
      axisDistance - WGS84_ECCENTRICITY_SQUARED * WGS84_SEMI_MAJOR_AXIS * Math.cos(reduced) ** 3,
    )
    reduced = Math.atan2((1 - WGS84_FLATTENING) * Math.sin(latitude), Math.cos(latitude))
  }
  const sine = Math.sin(latitude)
  // Along the normal: exact at the poles as well, where axisDistance / cos(latitude) is 0 / 0.
  const altitude =
    axisDistance * Math.cos(latitude) +
    z * sine -
    WGS84_SEMI_MAJOR_AXIS * Math.sqrt(1 - WGS84_ECCENTRICITY_SQUARED * sine * sine)
  return { latitude, longitude: Math.atan2(y, x), altitude }
}
