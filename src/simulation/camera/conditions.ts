/** Light and weather of a scene. */
export interface Conditions {
  readonly light: DayLight
  readonly weather: Weather
}

export const DAY_LIGHTS = ['day', 'dusk', 'night'] as const
export type DayLight = (typeof DAY_LIGHTS)[number]

export const WEATHERS = ['clear', 'rain', 'fog'] as const
export type Weather = (typeof WEATHERS)[number]

type Rgb = readonly [number, number, number]

/** What conditions mean for a camera; linear RGB on a scale where 1 is the sensor's white after exposure. */
export interface Illumination {
  /** Unit vector towards the sun, world frame. */
  readonly sunDirection: Rgb
  /** Irradiance of a surface that faces the sun. */
  readonly sun: Rgb
  /** From the whole sky, on a surface that faces up. */
  readonly ambient: Rgb
  readonly zenith: Rgb
  readonly horizon: Rgb
  /** What distance fades into. */
  readonly airlight: Rgb
  /** 1/m; 3.912 over the meteorological range (Koschmieder 1924). */
  readonly extinction: number
  /** Of our own head lamps on a wall 10 m ahead; 0 when they are off. */
  readonly headLamps: number
  /** Of lamps that shine (other cars', signals), as radiance. */
  readonly lampGain: number
  /** Least brightness at which lamps get a halo; radius in pixels at 10 m of a car's lamp. */
  readonly halo: number
  /** Share of wet road's mirror reflection, and factor of its darkening. */
  readonly wetness: number
  /** Whether shadows have edges. */
  readonly hasSunShadows: boolean
  /** Standard deviations of pixels: independent of the signal, and of a white one (shot noise), 0..255. */
  readonly readNoise: number
  readonly shotNoise: number
  /** Streaks of rain in an image of 768 pixels. */
  readonly streaks: number
}

/** Tuned by eye on generated scenes; reflectances of the world are physical, light is relative to the exposure. */
const LIGHTS: Readonly<Record<DayLight, Omit<Illumination, 'extinction' | 'wetness' | 'streaks'>>> = {
  day: {
    sunDirection: unit(0.5, -0.62, 0.75),
    sun: [1.35, 1.28, 1.12],
    ambient: [0.52, 0.6, 0.74],
    zenith: [0.16, 0.32, 0.72],
    horizon: [0.62, 0.74, 0.9],
    airlight: [0.62, 0.71, 0.82],
    headLamps: 0,
    lampGain: 1.1,
    halo: 0,
    hasSunShadows: true,
    readNoise: 0.8,
    shotNoise: 2,
  },
  dusk: {
    sunDirection: unit(0.85, 0.5, 0.09),
    sun: [0.5, 0.27, 0.13],
    ambient: [0.24, 0.24, 0.34],
    zenith: [0.07, 0.1, 0.24],
    horizon: [0.62, 0.36, 0.26],
    airlight: [0.38, 0.28, 0.27],
    headLamps: 0.35,
    lampGain: 1.6,
    halo: 5,
    hasSunShadows: false,
    readNoise: 1.8,
    shotNoise: 3.5,
  },
  night: {
    sunDirection: unit(0.2, 0.3, 0.93),
    sun: [0, 0, 0],
    ambient: [0.022, 0.024, 0.034],
    zenith: [0.002, 0.003, 0.008],
    horizon: [0.016, 0.014, 0.018],
    airlight: [0.014, 0.013, 0.014],
    headLamps: 1.7,
    lampGain: 2.5,
    halo: 9,
    hasSunShadows: false,
    readNoise: 3.2,
    shotNoise: 5,
  },
}

const RANGE: Readonly<Record<Weather, number>> = { clear: 20_000, rain: 1_200, fog: 110 }

export function illumination({ light, weather }: Conditions): Illumination {
  const base = LIGHTS[light]
  const extinction = 3.912 / RANGE[weather]
  if (weather === 'clear') return { ...base, extinction, wetness: 0, streaks: 0 }
  // An overcast sky: no sun, its light spread over the sky, everything fades into grey.
  const brightness = weather === 'fog' ? 0.62 : 0.5
  const grey = (colour: Rgb, factor: number): Rgb => {
    const mean = factor * (0.3 * colour[0] + 0.5 * colour[1] + 0.2 * colour[2])
    return [0.96 * mean, mean, 1.04 * mean]
  }
  const airlight = grey(base.airlight, brightness + 0.25)
  return {
    ...base,
    sun: [0, 0, 0],
    ambient: grey(base.ambient, 1.35),
    zenith: weather === 'fog' ? airlight : grey(base.airlight, brightness),
    horizon: airlight,
    airlight,
    extinction,
    halo: base.halo * (weather === 'fog' ? 2 : 1.4),
    wetness: weather === 'rain' ? 1 : 0.15,
    hasSunShadows: false,
    streaks: weather === 'rain' ? 260 : 0,
  }
}

function unit(x: number, y: number, z: number): Rgb {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}
