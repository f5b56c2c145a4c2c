/** Of a car whose rear axle is the ego frame's origin, m. */
const AHEAD = 3.6
const HEIGHT = 0.65
/** rad; spread of a dipped beam to the sides, and m over which its light thins out. Tuned by eye. */
const SPREAD = 0.42
const REACH = 22
/** Share of the light above the dipped beam's edge. */
const ABOVE = 0.12

/** Light of our own dipped head lamps at a point of the ego frame, 1 close ahead; the surface's slant not included. */
export function headLampLight(x: number, y: number, z: number): number {
  const dx = x - AHEAD
  if (dx <= 0) return 0
  const distance = Math.sqrt(dx * dx + y * y)
  const angle = Math.atan2(y, dx) / SPREAD
  const thin = 1 + (distance * distance) / (REACH * REACH)
  const above = (z - HEIGHT) / (0.12 + 0.02 * distance)
  const edge = above <= 0 ? 1 : above >= 1 ? ABOVE : 1 - (1 - ABOVE) * above
  return (Math.exp(-angle * angle) * edge) / thin
}

/** On level road: grazing, but asphalt and paint throw light back more than a matt surface would. */
export function headLampLightOnRoad(x: number, y: number): number {
  const distance = Math.max(1, Math.hypot(x - AHEAD, y))
  return headLampLight(x, y, 0) * Math.min(1, 0.12 + (3.5 * HEIGHT) / distance)
}
