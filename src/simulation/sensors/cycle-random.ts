import { Random } from '../../common/random/xoshiro.ts'
import type { Stamp } from '../../core/time.ts'

/** A number for a sensor's name (FNV-1a, Fowler, Noll, Vo 1991), to be mixed into its seeds. */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/**
 * The random numbers of one cycle of one sensor: a function of seed, sensor and stamp alone, so that leaving a sensor out
 * or starting later changes nothing else.
 */
export function cycleRandom(seed: number, sensorHash: number, stamp: Stamp): Random {
  const high = Math.floor(stamp / 4294967296)
  return new Random(mix(mix(mix(seed >>> 0) ^ sensorHash) ^ mix((stamp >>> 0) ^ mix(high))))
}

/** Finaliser of MurmurHash3 (Appleby 2011): every bit of the input changes about half of the output. */
function mix(value: number): number {
  let h = (value + 0x9e3779b9) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A Poisson number of small mean (Knuth 1969, section 3.4.1). */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++
  return count
}
