import { hash2 } from './hash.ts'

/** Adds a lamp's glow as scattered by lens and air, brightest in its middle; screen blending, so that white stays white. */
export function addHalo(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  u: number,
  v: number,
  radius: number,
  red: number,
  green: number,
  blue: number,
): void {
  const left = Math.max(0, Math.ceil(u - radius))
  const right = Math.min(width - 1, Math.floor(u + radius))
  const bottom = Math.min(height - 1, Math.floor(v + radius))
  for (let row = Math.max(0, Math.ceil(v - radius)); row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const squared = ((column - u) * (column - u) + (row - v) * (row - v)) / (radius * radius)
      if (squared >= 1) continue
      const strength = (1 - squared) * (1 - squared) * (1 - squared)
      const at = 3 * (row * width + column)
      pixels[at] = pixels[at]! + (255 - pixels[at]!) * strength * red
      pixels[at + 1] = pixels[at + 1]! + (255 - pixels[at + 1]!) * strength * green
      pixels[at + 2] = pixels[at + 2]! + (255 - pixels[at + 2]!) * strength * blue
    }
  }
}

/** Falling drops, drawn out by the exposure: thin slanted strokes that lighten what is behind them. */
export function addStreaks(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  count: number,
  brightness: number,
  seed: number,
): void {
  for (let i = 0; i < count; i++) {
    const place = hash2(seed, 2 * i)
    const shape = hash2(seed, 2 * i + 1)
    let column = (place & 65535) % width
    const top = ((place >>> 16) % (height + 30)) - 30
    const length = ((8 + (shape & 15)) * width) / 768 + 3
    const share = 0.1 + ((shape >>> 4) & 15) / 80
    const slant = (((shape >>> 8) & 15) - 6) / 60
    for (let k = 0; k < length; k++, column += slant) {
      const row = Math.floor(top + k)
      if (row < 0 || row >= height || column < 0 || column >= width) continue
      const at = 3 * (row * width + Math.floor(column))
      pixels[at] = pixels[at]! + (brightness - pixels[at]!) * share
      pixels[at + 1] = pixels[at + 1]! + (brightness - pixels[at + 1]!) * share
      pixels[at + 2] = pixels[at + 2]! + (brightness - pixels[at + 2]!) * share
    }
  }
}
