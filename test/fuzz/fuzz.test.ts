import { expect, it } from 'vitest'
import { type FuzzTarget, fuzz } from './fuzz.ts'
import { FUZZ_TARGETS } from './targets.ts'

const INPUTS = 2000

it.each(FUZZ_TARGETS.map((target) => [target.name, target] as const))(
  'the decoder of %s takes or refuses whatever it is given, and never looks outside it',
  (_, target) => {
    const { accepted, refused, crashes } = fuzz(target, Math.ceil(INPUTS * (target.share ?? 1)), 0xf022)
    expect(crashes).toEqual([])
    // Both happen: what is looked at is neither all noise nor all sound.
    expect(accepted).toBeGreaterThan(10)
    expect(refused + accepted).toBeGreaterThan(INPUTS / 6)
  },
)

/** A decoder with one fault that only some inputs meet. */
const faulty = (decode: (bytes: Uint8Array) => number | null): FuzzTarget => ({
  name: 'faulty',
  seeds: [Uint8Array.from({ length: 40 }, (_, i) => i)],
  readsByIndex: true,
  open: () => decode,
})

it('finds a decoder that throws, one that reads outside its input, and one that takes the memory around it for its own', () => {
  const throwing = faulty((bytes) => (bytes[3] === 0xff ? bytes.subarray(-1)[2]!.toFixed().length : 1))
  expect(fuzz(throwing, 3000, 1).crashes[0]).toMatch(/TypeError/)
  const reading = faulty((bytes) => (bytes.length < 20 ? (bytes[20] ?? 0) : 1))
  expect(fuzz(reading, 3000, 1).crashes[0]).toMatch(/reads within the input, found one at 20/)
  const looking = faulty((bytes) => new Uint8Array(bytes.buffer)[bytes.byteOffset + bytes[0]!] ?? 0)
  expect(fuzz(looking, 3000, 1).crashes[0]).toMatch(/stands around the input not to matter/)
})

it('gives the same inputs for the same seed', () => {
  const counts = () => FUZZ_TARGETS.slice(0, 3).map((target) => fuzz(target, 200, 7).accepted)
  expect(counts()).toEqual(counts())
})
