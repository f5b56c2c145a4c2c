import { Random } from '../../src/common/random/xoshiro.ts'
import { InputError } from '../../src/core/errors.ts'
import { mutate } from './mutate.ts'

/** A decoder that anything may be fed to. */
export interface FuzzTarget {
  readonly name: string
  /** Sound inputs, which are mutated. */
  readonly seeds: readonly Uint8Array[]
  /** Inputs of this target for one of the others: less where one takes long. */
  readonly share?: number
  /** The decoder reads its input by index alone, and never outside it: checked for some of the inputs. */
  readonly readsByIndex?: boolean
  /**
   * A fresh decoder, which may hold what spans inputs: gives a number that depends on all that it decoded, null where it
   * refuses the input without an error. May throw InputError and nothing else.
   */
  open(): (bytes: Uint8Array) => number | null
}

export interface FuzzResult {
  readonly name: string
  readonly inputs: number
  readonly accepted: number
  readonly refused: number
  /** The first ones in words, with the input as hex. */
  readonly crashes: readonly string[]
  readonly crashCount: number
  /** Of one input, ms. */
  readonly slowest: number
}

/** Bytes around the input, which must not matter: two decoders see others. */
const MARGIN = 64
/** ms; an input that takes longer is a crash: a loop without end, or memory by the say of a header. */
const LONGEST = 10_000
/** One of so many inputs is read under watch. */
const WATCHED = 16
const CRASHES_TOLD = 5
const LONGEST_HEX = 400

/** Feeds `count` mutated inputs to a target. The same seed gives the same inputs. */
export function fuzz(target: FuzzTarget, count: number, seed: number): FuzzResult {
  const random = new Random(seed)
  const [decode, decodeAgain, decodeWatched] = [target.open(), target.open(), target.open()]
  const crashes: string[] = []
  const result = { inputs: count, accepted: 0, refused: 0, crashCount: 0, slowest: 0 }
  for (let i = 0; i < count; i++) {
    const input = mutate(target.seeds, random)
    const crash = (what: string) => {
      result.crashCount++
      const hex = Buffer.from(input.subarray(0, LONGEST_HEX / 2)).toString('hex')
      if (crashes.length < CRASHES_TOLD) crashes.push(`input ${i} of ${input.length} bytes: ${what}; ${hex}`)
    }
    const began = performance.now()
    const first = outcome(decode, surrounded(input, 0))
    const took = performance.now() - began
    result.slowest = Math.max(result.slowest, took)
    if (took > LONGEST) crash(`expected an answer within ${LONGEST} ms, found ${took.toFixed(0)} ms`)
    const second = outcome(decodeAgain, surrounded(input, 0xff))
    if (first.error !== null) crash(first.error)
    else if (!Object.is(first.value, second.value)) {
      crash(`expected what stands around the input not to matter, found ${first.value} and ${second.value}`)
    }
    if (target.readsByIndex && i % WATCHED === 0) {
      const outside = readsOutside(decodeWatched, input)
      if (outside !== null) crash(`expected reads within the input, found one at ${outside}`)
    }
    if (first.value === null) result.refused++
    else result.accepted++
  }
  return { name: target.name, ...result, crashes }
}

interface Outcome {
  readonly value: number | null
  readonly error: string | null
}

function outcome(decode: (bytes: Uint8Array) => number | null, bytes: Uint8Array): Outcome {
  try {
    return { value: decode(bytes), error: null }
  } catch (error) {
    if (error instanceof InputError) return { value: null, error: null }
    return { value: null, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** The input as a view into memory that holds more. */
function surrounded(input: Uint8Array, around: number): Uint8Array {
  const memory = new Uint8Array(input.length + 2 * MARGIN).fill(around)
  memory.set(input, MARGIN)
  return memory.subarray(MARGIN, MARGIN + input.length)
}

/** The first index outside the input that the decoder reads, or null. */
function readsOutside(decode: (bytes: Uint8Array) => number | null, input: Uint8Array): string | null {
  let outside: string | null = null
  const watched = new Proxy(input, {
    get(bytes, key) {
      if (typeof key === 'string' && /^-?\d/.test(key) && !(Number(key) >= 0 && Number(key) < bytes.length)) {
        outside ??= key
      }
      const value: unknown = Reflect.get(bytes, key, bytes)
      return typeof value === 'function' ? value.bind(bytes) : value
    },
  })
  outcome(decode, watched)
  return outside
}

/** Inputs of each target out of `total`, by its share. */
export function shares(targets: readonly FuzzTarget[], total: number): readonly number[] {
  const sum = targets.reduce((all, { share = 1 }) => all + share, 0)
  return targets.map(({ share = 1 }) => Math.ceil((total * share) / sum))
}
