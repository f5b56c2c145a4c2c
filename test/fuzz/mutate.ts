import type { Random } from '../../src/common/random/xoshiro.ts'

/** Lengths and counts that decoders get wrong. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff] as const
const MOST_RANDOM_BYTES = 2048
const MOST_ADDED = 64

const below = (random: Random, end: number): number => Math.floor(random.uniform() * end)
const pick = <Item>(random: Random, items: readonly Item[]): Item => items[below(random, items.length)]!
const randomBytes = (random: Random, length: number) => Uint8Array.from({ length }, () => below(random, 256))

type Mutation = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array

const changeBytes: Mutation = (bytes, random) => {
  const changes = 1 + below(random, 8)
  for (let i = 0; i < changes && bytes.length > 0; i++) bytes[below(random, bytes.length)] = below(random, 256)
  return bytes
}

const flipBit: Mutation = (bytes, random) => {
  if (bytes.length > 0) bytes[below(random, bytes.length)]! ^= 1 << below(random, 8)
  return bytes
}

/** An edge value, one to four bytes, in either order; headers, where lengths stand, as often as all the rest. */
const writeEdge: Mutation = (bytes, random) => {
  const width = pick(random, [1, 2, 4])
  if (bytes.length < width) return bytes
  const span = bytes.length - width + 1
  const at = below(random, random.uniform() < 0.5 ? Math.min(span, 64) : span)
  const value = pick(random, EDGES)
  const isLittle = random.uniform() < 0.5
  for (let i = 0; i < width; i++) bytes[at + (isLittle ? i : width - 1 - i)] = (value / 2 ** (8 * i)) & 255
  return bytes
}

const cutEnd: Mutation = (bytes, random) => bytes.slice(0, below(random, bytes.length + 1))

const addBytes: Mutation = (bytes, random) => {
  const added = randomBytes(random, 1 + below(random, MOST_ADDED))
  const at = random.uniform() < 0.5 ? bytes.length : below(random, bytes.length + 1)
  return joined(bytes.subarray(0, at), added, bytes.subarray(at))
}

const removeMiddle: Mutation = (bytes, random) => {
  const from = below(random, bytes.length + 1)
  const to = Math.min(bytes.length, from + 1 + below(random, MOST_ADDED))
  return joined(bytes.subarray(0, from), bytes.subarray(to))
}

const moveWithin: Mutation = (bytes, random) => {
  const end = bytes.length + 1
  return bytes.copyWithin(below(random, end), below(random, end), below(random, end))
}

/** The beginning of one and the end of another. */
const splice: Mutation = (bytes, random, others) => {
  const other = pick(random, others)
  return joined(bytes.subarray(0, below(random, bytes.length + 1)), other.subarray(below(random, other.length + 1)))
}

/** Often enough: a length that the decoder takes, and nothing else that it knows. */
const allRandom: Mutation = (bytes, random) =>
  randomBytes(
    random,
    random.uniform() < 0.5 ? Math.min(bytes.length, MOST_RANDOM_BYTES) : below(random, MOST_RANDOM_BYTES),
  )

const MUTATIONS: readonly Mutation[] = [
  changeBytes,
  changeBytes,
  flipBit,
  flipBit,
  writeEdge,
  writeEdge,
  cutEnd,
  addBytes,
  removeMiddle,
  moveWithin,
  splice,
]
/** Of inputs that are sound, and of those that are noise. */
const UNTOUCHED = 0.05
const NOISE = 0.05

/** A new input out of one or two of the seeds: mostly one to four mutations, some untouched, some noise. */
export function mutate(seeds: readonly Uint8Array[], random: Random): Uint8Array {
  // Not by slice: of a Buffer, which encoders give, that is a view, and the seed would not stay sound.
  let bytes: Uint8Array = Uint8Array.from(pick(random, seeds))
  const kind = random.uniform()
  if (kind < UNTOUCHED) return bytes
  if (kind < UNTOUCHED + NOISE) return allRandom(bytes, random, seeds)
  const rounds = 1 + below(random, 4)
  for (let i = 0; i < rounds; i++) bytes = pick(random, MUTATIONS)(bytes, random, seeds)
  return bytes
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
