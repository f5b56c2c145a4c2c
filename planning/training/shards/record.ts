import { fromHalf, toHalf } from '../../../src/common/numbers/half-float.ts'
import type { Field, RecordLayout } from './shard-format.ts'
import { recordLayout } from './shard-format.ts'

type Numbers = Uint8Array | Int8Array | Uint16Array | Int32Array | Float32Array

interface Slot {
  readonly name: string
  readonly dtype: Field['dtype']
  /** Where the field lies in the record. */
  readonly packed: Numbers
  /** What the user sees: the same memory, or the unpacked bits and halves. */
  readonly values: Numbers
}

/**
 * One record in memory and its fields as arrays, allocated once and used again for every record: whoever wants to keep
 * values copies them. u8, i8, u16, i32 and f32 are views of the record itself; bits become bytes of 0 and 1, f16 float32.
 */
export class ShardRecord {
  readonly layout: RecordLayout
  /** The bytes of the record as they lie in the file. */
  readonly bytes: Uint8Array
  readonly #slots: ReadonlyMap<string, Slot>

  constructor(fields: readonly Field[]) {
    this.layout = recordLayout(fields)
    this.bytes = new Uint8Array(this.layout.bytes)
    const buffer = this.bytes.buffer
    this.#slots = new Map(
      this.layout.fields.map(({ name, dtype, offset, elements, bytes }) => {
        const packed = view(buffer, dtype, offset, dtype === 'bits' ? bytes : elements)
        const values =
          dtype === 'bits' ? new Uint8Array(elements) : dtype === 'f16' ? new Float32Array(elements) : packed
        return [name, { name, dtype, packed, values }]
      }),
    )
  }

  /** The elements of a u8 field, or of a bits field as 0 and 1. Throws for another field. */
  bytesOf(name: string): Uint8Array {
    const { values, dtype } = this.#slot(name)
    if (values instanceof Uint8Array) return values
    throw new Error(`expected bytes in field '${name}', found ${dtype}`)
  }

  /** The elements of an f32 or f16 field. Throws for another field. */
  floatsOf(name: string): Float32Array {
    const { values, dtype } = this.#slot(name)
    if (values instanceof Float32Array) return values
    throw new Error(`expected real numbers in field '${name}', found ${dtype}`)
  }

  /** The elements of any field. */
  numbersOf(name: string): Numbers {
    return this.#slot(name).values
  }

  /** After `bytes` has been filled: unpacks bits and halves. */
  unpack(): void {
    for (const { dtype, packed, values } of this.#slots.values()) {
      if (dtype === 'bits') for (let i = 0; i < values.length; i++) values[i] = (packed[i >> 3]! >> (i & 7)) & 1
      else if (dtype === 'f16') for (let i = 0; i < values.length; i++) values[i] = fromHalf(packed[i]!)
    }
  }

  /** After the fields have been filled: packs bits (not zero is one) and halves into `bytes`. */
  pack(): void {
    for (const { dtype, packed, values } of this.#slots.values()) {
      if (dtype === 'bits') {
        packed.fill(0)
        for (let i = 0; i < values.length; i++) if (values[i] !== 0) packed[i >> 3]! |= 1 << (i & 7)
      } else if (dtype === 'f16') {
        for (let i = 0; i < values.length; i++) packed[i] = toHalf(values[i]!)
      }
    }
  }

  #slot(name: string): Slot {
    const slot = this.#slots.get(name)
    if (slot) return slot
    throw new Error(`expected a field out of ${[...this.#slots.keys()].join(', ')}, found '${name}'`)
  }
}

function view(buffer: ArrayBufferLike, dtype: Field['dtype'], offset: number, length: number): Numbers {
  switch (dtype) {
    case 'u8':
    case 'bits':
      return new Uint8Array(buffer, offset, length)
    case 'i8':
      return new Int8Array(buffer, offset, length)
    case 'u16':
    case 'f16':
      return new Uint16Array(buffer, offset, length)
    case 'i32':
      return new Int32Array(buffer, offset, length)
    case 'f32':
      return new Float32Array(buffer, offset, length)
  }
}
