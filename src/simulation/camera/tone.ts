/** Entries of the tone curve; fine enough for the darkest steps of 8-bit sRGB. */
export const TONE_SIZE = 8192
/** Entries for a radiance of 1. */
export const TONE_SCALE = 4096

/** Radiances above this bend towards white instead of being cut off. */
const SHOULDER = 0.7

/** 8-bit value by linear radiance: a shoulder, then the transfer function of IEC 61966-2-1 (sRGB). */
export function encodedTone(): Uint8Array {
  return Uint8Array.from({ length: TONE_SIZE }, (_, i) => {
    const radiance = (i + 0.5) / TONE_SCALE
    const rest = 1 - SHOULDER
    const bent = radiance < SHOULDER ? radiance : SHOULDER + rest * (1 - Math.exp(-(radiance - SHOULDER) / rest))
    const encoded = bent <= 0.0031308 ? 12.92 * bent : 1.055 * bent ** (1 / 2.4) - 0.055
    return Math.round(255 * encoded)
  })
}
