import type { Body, GroundMaterial, Material } from '../world/world.ts'

/** How a surface answers light of 905 nm. */
interface Surface {
  /** Diffuse reflectance: a part of its own, and a part that goes with its colour's luminance. */
  readonly own: number
  readonly byLuminance: number
  readonly isRetroreflective: boolean
}

const surface = (own: number, byLuminance = 0, isRetroreflective = false): Surface => ({
  own,
  byLuminance,
  isRetroreflective,
})

/**
 * Assumed, in the order of ASTER/ECOSTRESS library spectra at 0.9 µm: leaves reflect half of the near infrared whatever
 * their green, concrete a third; dark car paint a few hundredths, white three quarters; glass mostly mirrors it away.
 */
const SURFACES: Readonly<Record<Material, Surface>> = {
  concrete: surface(0.2, 0.3),
  brick: surface(0.25, 0.3),
  glass: surface(0.08),
  foliage: surface(0.5),
  wood: surface(0.4),
  metal: surface(0.3, 0.2),
  'car-paint': surface(0.08, 0.75),
  plastic: surface(0.1, 0.6),
  retroreflector: surface(0.9, 0, true),
}

/** Of clothes, tyres and what else moves and has no material of its own. */
export const CLOTHES_REFLECTANCE = 0.35

/** Asphalt by the HDL-64E's own range figure (0.1); paint holds glass beads, but shines back at grazing angles less. */
export const ASPHALT_REFLECTANCE = 0.1
export const PAINT_REFLECTANCE = 0.7
export const KERB_REFLECTANCE = 0.35

export const GROUND_REFLECTANCE: Readonly<Record<GroundMaterial, number>> = {
  grass: 0.45,
  pavement: 0.3,
  gravel: 0.28,
  soil: 0.22,
}

/** Reflectance that stands for retroreflectors: far above any diffuse surface. */
export const RETROREFLECTANCE = 10

export function bodyReflectance({ material, colour: [red, green, blue] }: Pick<Body, 'material' | 'colour'>): number {
  const { own, byLuminance, isRetroreflective } = SURFACES[material]
  if (isRetroreflective) return RETROREFLECTANCE
  // ITU-R BT.709 luminance.
  return own + byLuminance * (0.2126 * red + 0.7152 * green + 0.0722 * blue)
}
