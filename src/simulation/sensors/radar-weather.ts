import type { Random } from '../../common/random/xoshiro.ts'
import type { Weather } from '../camera/conditions.ts'
import { poisson } from './cycle-random.ts'
import type { RadarReceiver } from './radar-receiver.ts'
import type { RadarReflections } from './radar-reflections.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/** What air does to a radar of 77 GHz. */
interface RadarWeather {
  /** dB/m, one way. */
  readonly attenuation: number
  /** Targets a cycle that are nothing but drops, and how far they reach, m. */
  readonly drops: number
  readonly dropRange: number
}

/**
 * Rain whose optical extinction is the cameras' (visual range 1.2 km: 32 mm/h by k = 0.365·R^0.63 per km, Atlas 1953) takes
 * 1.15·R^0.7135 = 13.6 dB/km (ITU-R P.838-3, horizontal, between its 70 and 80 GHz); fog of 0.3 g/m³ 4.5 dB/km a g/m³ (ITU-R
 * P.840-8, 10 °C). How many drops pass the threshold is assumed; they lie near, where the cell is small and the echo strong.
 */
const RADAR_WEATHER: Readonly<Record<Weather, RadarWeather>> = {
  clear: { attenuation: 0, drops: 0, dropRange: 1 },
  rain: { attenuation: 0.0136, drops: 1.2, dropRange: 25 },
  fog: { attenuation: 0.00135, drops: 0, dropRange: 1 },
}

/** m: the antenna is blind before it. */
const NEAREST_DROPS = 2
/** m/s, along the line of sight: gusts and turbulence about standing air. */
const GUSTS = 1

/** Weakens what is in the list by the way there and back, and adds the echoes of drops. Clear air draws nothing. */
export function weatherReflections(
  reflections: RadarReflections,
  placement: SensorPlacement,
  halfField: number,
  weather: Weather,
  receiver: RadarReceiver,
  random: Random,
): void {
  const { attenuation, drops, dropRange } = RADAR_WEATHER[weather]
  if (attenuation === 0) return
  for (let i = 0; i < reflections.count; i++) {
    const weakening = 10 ** ((-2 * attenuation * reflections.range[i]!) / 10)
    reflections.crossSection[i] = reflections.crossSection[i]! * weakening
  }
  if (drops === 0) return
  for (let count = poisson(random, drops); count > 0; count--) {
    const azimuth = random.between(-halfField, halfField)
    const range = random.between(NEAREST_DROPS, dropRange)
    const direction = placement.yaw + azimuth
    const approach = placement.vx * Math.cos(direction) + placement.vy * Math.sin(direction)
    reflections.add(range, azimuth, 0, GUSTS * random.normal() - approach, receiver.crossSectionFor(range))
  }
}
