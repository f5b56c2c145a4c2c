import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompiledMessage, compileDatabase, compileMessage } from '../../../src/common/dbc/codec.ts'
import type { DbcMessage, DbcSignal } from '../../../src/common/dbc/database.ts'
import { parseDbc } from '../../../src/common/dbc/parse.ts'
import { InputError } from '../../../src/core/errors.ts'

function compile(lines: string, length = 8): CompiledMessage {
  return compileDatabase(parseDbc(`BO_ 291 Test: ${length} X\n${lines}`, 'test.dbc')).byId(291)!
}

function decode(message: CompiledMessage, bytes: readonly number[]): number[] {
  const out = new Float64Array(message.signalNames.length)
  message.decode(Uint8Array.from(bytes), 0, bytes.length, out)
  return [...out]
}

function encode(message: CompiledMessage, values: readonly number[]): number[] {
  const data = new Uint8Array(message.length).fill(0xaa)
  message.encode(Float64Array.from(values), data, 0)
  return [...data]
}

describe('the codec', () => {
  // Layout examples of the format: Intel counts up from the least significant bit, Motorola down from the most significant.
  it('reads Intel and Motorola bits from where the format puts them', () => {
    const message = compile(`
      SG_ I12 : 4|12@1+ (1,0) [0|0] "" X
      SG_ M12 : 23|12@0+ (1,0) [0|0] "" X
      SG_ M4 : 27|4@0+ (1,0) [0|0] "" X`)
    expect(decode(message, [0x3f, 0x12, 0xab, 0xc5, 0, 0, 0, 0])).toEqual([0x123, 0xabc, 0x5])
  })

  it('extends the sign, scales and shifts', () => {
    const message = compile(`
      SG_ A : 0|8@1- (0.5,10) [0|0] "" X
      SG_ B : 15|16@0- (-2,0) [0|0] "" X`)
    expect(decode(message, [0xff, 0xff, 0xfe])).toEqual([9.5, 4])
    expect(encode(message, [9.5, 4])).toEqual([0xff, 0xff, 0xfe, 0, 0, 0, 0, 0])
  })

  it('reads and writes float and double signals in either byte order', () => {
    const message = compile(
      `SG_ F : 7|32@0- (1,0) [0|0] "" X
      SG_ D : 32|64@1- (1,0) [0|0] "" X
      SIG_VALTYPE_ 291 F : 1;
      SIG_VALTYPE_ 291 D : 2;`,
      12,
    )
    const bytes = [0x40, 0x49, 0x0f, 0xdb, 0x18, 0x2d, 0x44, 0x54, 0xfb, 0x21, 0x09, 0x40]
    expect(decode(message, bytes)).toEqual([Math.fround(Math.PI), Math.PI])
    expect(encode(message, [Math.fround(Math.PI), Math.PI])).toEqual(bytes)
    expect(decode(message, encode(message, [Number.NEGATIVE_INFINITY, Number.NaN]))).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ])
  })

  it('rounds a value between two steps to the nearest one', () => {
    const message = compile('SG_ A : 0|8@1+ (0.1,0) [0|0] "" X')
    expect(encode(message, [1.2499])[0]).toBe(12)
    expect(encode(message, [1.2501])[0]).toBe(13)
  })

  it('writes what does not fit as the nearest value that does, never wrapped around, and counts it', () => {
    const message = compile(`
      SG_ U : 0|8@1+ (1,0) [0|0] "" X
      SG_ S : 8|8@1- (1,0) [0|0] "" X
      SG_ L : 16|40@1- (1,0) [0|0] "" X`)
    const data = new Uint8Array(8)
    expect(message.encode(Float64Array.of(256, -129, 2 ** 39), data, 0)).toBe(3)
    expect(decode(message, [...data])).toEqual([255, -128, 2 ** 39 - 1])
    expect(message.encode(Float64Array.of(-1, 128, -(2 ** 39)), data, 0)).toBe(2)
    expect(decode(message, [...data])).toEqual([0, 127, -(2 ** 39)])
    expect(message.encodableRange(1)).toEqual({ lowest: -128, highest: 127 })
  })

  it('never clips by the declared range', () => {
    const message = compile('SG_ A : 0|8@1+ (1,0) [10|20] "" X')
    expect(decode(message, [200])).toEqual([200])
    expect(encode(message, [200])[0]).toBe(200)
  })

  it('gives NaN for signals that a short payload does not hold', () => {
    const message = compile('SG_ A : 0|8@1+ (1,0) [0|0] "" X\nSG_ B : 7|16@0+ (1,0) [0|0] "" X')
    expect(decode(message, [3])).toEqual([3, Number.NaN])
    expect(decode(message, [])).toEqual([Number.NaN, Number.NaN])
  })

  it('reads a signal beyond the declared length when the payload has it, and does not write it', () => {
    const message = compile('SG_ A : 8|8@1+ (1,0) [0|0] "" X', 1)
    expect(decode(message, [1, 7])).toEqual([7])
    const data = Uint8Array.of(9, 9)
    expect(message.encode(Float64Array.of(7), data, 0)).toBe(1)
    expect([...data]).toEqual([0, 9])
  })

  it('reads and writes inside a larger buffer without touching its other bytes', () => {
    const message = compile('SG_ A : 0|16@1+ (1,0) [0|0] "" X', 2)
    const data = Uint8Array.of(1, 2, 3, 4, 5)
    const out = new Float64Array(1)
    message.decode(data, 2, 2, out)
    expect(out[0]).toBe(0x0403)
    message.encode(Float64Array.of(0x0a0b), data, 2)
    expect([...data]).toEqual([1, 2, 0x0b, 0x0a, 5])
  })

  it('finds messages by id and name, extended ids apart from standard ones', () => {
    const database = compileDatabase(parseDbc('BO_ 5 A: 8 X\nBO_ 2147483653 B: 8 X', 'test.dbc'))
    expect(database.byId(5)?.name).toBe('A')
    expect(database.byId(0x8000_0005)?.name).toBe('B')
    expect(database.byId(6)).toBeUndefined()
    expect(database.byName('B')?.id).toBe(0x8000_0005)
    expect(() => database.byId(5)!.signalIndex('None')).toThrow(InputError)
  })
})

describe('multiplexed signals', () => {
  const message = compile(`
    SG_ Root M : 0|4@1+ (1,0) [0|0] "" X
    SG_ Inner m1M : 4|4@1+ (1,0) [0|0] "" X
    SG_ Deep m2 : 8|8@1+ (1,0) [0|0] "" X
    SG_ Zero m0 : 8|8@1+ (2,0) [0|0] "" X
    SG_ Always : 16|8@1+ (1,0) [0|0] "" X
    SG_MUL_VAL_ 291 Deep Inner 2-2, 7-9;`)
  const NOT = Number.NaN

  it('are present only when every multiplexor above them selects them', () => {
    expect(decode(message, [0x20, 5, 9])).toEqual([0, NOT, NOT, 10, 9])
    expect(decode(message, [0x21, 5, 9])).toEqual([1, 2, 5, NOT, 9])
    expect(decode(message, [0x81, 5, 9])).toEqual([1, 8, 5, NOT, 9])
    expect(decode(message, [0x31, 5, 9])).toEqual([1, 3, NOT, NOT, 9])
    expect(decode(message, [0x22, 5, 9])).toEqual([2, NOT, NOT, NOT, 9])
  })

  it('are written only when their multiplexors, as written, select them', () => {
    expect(encode(message, [1, 8, 5, 99, 9])).toEqual([0x81, 5, 9, 0, 0, 0, 0, 0])
    expect(encode(message, [0, 8, 5, 10, 9])).toEqual([0x00, 5, 9, 0, 0, 0, 0, 0])
    expect(encode(message, [2, 8, 5, 10, 9])).toEqual([0x02, 0, 9, 0, 0, 0, 0, 0])
  })
})

/** Signals that do not overlap, in random places and byte orders of a 64-byte frame. */
const layouts = fc
  .array(
    fc.record({
      gap: fc.nat(9),
      length: fc.integer({ min: 1, max: 64 }),
      isSigned: fc.boolean(),
      rawType: fc.constantFrom('integer', 'integer', 'integer', 'float32', 'float64') as fc.Arbitrary<
        DbcSignal['rawType']
      >,
      factor: fc.constantFrom(1, 0.01, 0.5, -2, 1e-5, 3.6),
      offset: fc.constantFrom(0, -67.67, 100, 0.25),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .chain((parts) => fc.tuple(fc.constant(parts), fc.constantFrom('intel' as const, 'motorola' as const)))
  .map(([parts, byteOrder]) => {
    const signals: DbcSignal[] = []
    let at = 0
    for (const { gap, rawType, ...part } of parts) {
      const length = rawType === 'float32' ? 32 : rawType === 'float64' ? 64 : part.length
      at += gap
      if (at + length > 512) break
      // Motorola numbers the same running bit from the top of its byte.
      const start = byteOrder === 'intel' ? at : (at & ~7) + 7 - (at & 7)
      signals.push({ ...BLANK, ...part, name: `S${signals.length}`, start, length, byteOrder, rawType })
      at += length
    }
    return { ...MESSAGE, signals }
  })

const BLANK = {
  minimum: 0,
  maximum: 0,
  unit: '',
  receivers: [],
  isMultiplexor: false,
  multiplexing: null,
  choices: new Map(),
  comment: '',
  attributes: new Map(),
}
const MESSAGE: DbcMessage = {
  id: 1,
  name: 'Random',
  length: 64,
  senders: [],
  signals: [],
  signalGroups: [],
  comment: '',
  attributes: new Map(),
}
const payloads = fc.uint8Array({ minLength: 64, maxLength: 64 })

/** The definition, one bit at a time: what the fast codec is checked against. */
function rawBitByBit(signal: DbcSignal, data: Uint8Array): bigint {
  let raw = 0n
  let position = signal.start
  for (let i = 0; i < signal.length; i++) {
    const bit = BigInt((data[position >> 3]! >> (position & 7)) & 1)
    if (signal.byteOrder === 'intel') {
      raw |= bit << BigInt(i)
      position++
    } else {
      raw = (raw << 1n) | bit
      position = (position & 7) === 0 ? position + 15 : position - 1
    }
  }
  return signal.isSigned && signal.rawType === 'integer' ? BigInt.asIntN(signal.length, raw) : raw
}

describe('over random layouts, byte orders, scales and payloads, the codec', () => {
  it('reads the same bits as the definition one bit at a time', () => {
    fc.assert(
      fc.property(layouts, payloads, (message, data) => {
        const compiled = compileMessage(message)
        message.signals.forEach((signal, i) => {
          expect(compiled.decodeRaw(i, data, 0)).toBe(rawBitByBit(signal, data))
        })
      }),
    )
  })

  it('gives raw · factor + offset in doubles, exact to 53 bits and nearest beyond', () => {
    fc.assert(
      fc.property(layouts, payloads, (message, data) => {
        const compiled = compileMessage(message)
        compiled.decode(data, 0, 64, compiled.values)
        message.signals.forEach((signal, i) => {
          if (signal.rawType !== 'integer') return
          expect(compiled.values[i]).toBe(Number(rawBitByBit(signal, data)) * signal.factor + signal.offset)
        })
      }),
    )
  })

  it('encodes what it decoded to the same bits', () => {
    fc.assert(
      fc.property(layouts, payloads, (message, data) => {
        const compiled = compileMessage(message)
        const again = new Uint8Array(64)
        compiled.decode(data, 0, 64, compiled.values)
        compiled.encode(compiled.values, again, 0)
        message.signals.forEach((signal, i) => {
          if (signal.rawType !== 'integer' || signal.length > 40) return
          expect(compiled.decodeRaw(i, again, 0)).toBe(compiled.decodeRaw(i, data, 0))
        })
      }),
    )
  })

  it('returns every float and double to the same bits where it is not scaled', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.float({ noNaN: true }), fc.nat(7), (double, float, shift) => {
        const signal = { ...BLANK, byteOrder: 'motorola' as const, isSigned: true, factor: 1, offset: 0 }
        const compiled = compileMessage({
          ...MESSAGE,
          signals: [
            { ...signal, name: 'D', start: 7 - shift, length: 64, rawType: 'float64' },
            { ...signal, name: 'F', start: 16 * 8 + 7 - shift, length: 32, rawType: 'float32' },
          ],
        })
        const data = new Uint8Array(64)
        compiled.encode(Float64Array.of(double, float), data, 0)
        compiled.decode(data, 0, 64, compiled.values)
        // raw · 1 + 0 turns -0 into 0; that is all that may change.
        expect([...compiled.values]).toEqual([double + 0, float + 0])
      }),
    )
  })

  it('writes exact raw values of any length, and no other bits', () => {
    fc.assert(
      fc.property(layouts, payloads, payloads, (message, data, other) => {
        const compiled = compileMessage(message)
        const target = other.slice()
        message.signals.forEach((_, i) => {
          compiled.encodeRaw(i, compiled.decodeRaw(i, data, 0), target, 0)
        })
        message.signals.forEach((_, i) => {
          expect(compiled.decodeRaw(i, target, 0)).toBe(compiled.decodeRaw(i, data, 0))
          compiled.encodeRaw(i, compiled.decodeRaw(i, other, 0), target, 0)
        })
        expect(target).toEqual(other)
      }),
    )
  })

  it('keeps multiplexed values through encode and decode, whichever branch is selected', () => {
    fc.assert(
      fc.property(layouts, payloads, fc.nat(3), (message, data, branch) => {
        const [first, ...rest] = message.signals
        if (first === undefined || first.rawType !== 'integer') return
        const root = {
          ...first,
          name: 'Root',
          length: Math.min(first.length, 2),
          factor: 1,
          offset: 0,
          isSigned: false,
        }
        const signals = rest.map((signal, i): DbcSignal => {
          const value = i % 4
          return { ...signal, multiplexing: { multiplexor: 'Root', ranges: [[value, value]] } }
        })
        const compiled = compileMessage({ ...MESSAGE, signals: [...signals, root] })
        const rootIndex = signals.length
        compiled.encodeRaw(rootIndex, BigInt(branch), data, 0)
        compiled.decode(data, 0, 64, compiled.values)
        const selected = compiled.values[rootIndex]!
        const again = new Uint8Array(64)
        compiled.encode(compiled.values, again, 0)
        signals.forEach((signal, i) => {
          const isSelected = i % 4 === selected
          if (signal.rawType === 'integer') expect(Number.isNaN(compiled.values[i]!)).toBe(!isSelected)
          if (!isSelected || signal.rawType !== 'integer' || signal.length > 40) return
          expect(compiled.decodeRaw(i, again, 0)).toBe(compiled.decodeRaw(i, data, 0))
        })
      }),
    )
  })
})
