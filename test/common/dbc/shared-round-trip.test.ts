import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileMessage } from '../../../src/common/dbc/codec.ts'
import { sharedData } from '../../shared-data.ts'
import { listDbcFiles, parseFile } from './dbc-files.ts'

const root = sharedData('dbc')
/** Bits up to which (value - offset) / factor is within half a step of the raw value for every scale in the files. */
const EXACT_BITS = 48

describe.skipIf(root === null)('over every message without multiplexing of the test data', () => {
  const files = root === null ? [] : listDbcFiles(root)

  it('encode(decode(random payload)) has the same bits in every signal', () => {
    const generator = fc.sample(fc.uint8Array({ minLength: 2048, maxLength: 2048 }), { numRuns: 3, seed: 20_180_802 })
    let checked = 0
    let long = 0
    for (const path of files) {
      for (const message of parseFile(root!, path).messages) {
        if (message.signals.some((signal) => signal.multiplexing !== null)) continue
        const compiled = compileMessage(message)
        for (const data of generator) {
          const again = new Uint8Array(message.length)
          compiled.decode(data, 0, message.length, compiled.values)
          compiled.encode(compiled.values, again, 0)
          message.signals.forEach((signal, i) => {
            // A NaN is a signal outside the message, or a float's NaN, whose bits no double keeps.
            if (Number.isNaN(compiled.values[i]!)) return
            if (signal.length > EXACT_BITS) {
              compiled.encodeRaw(i, compiled.decodeRaw(i, data, 0), again, 0)
              long++
            }
            checked++
            if (compiled.decodeRaw(i, again, 0) !== compiled.decodeRaw(i, data, 0)) {
              expect.fail(`${path}: ${message.name}.${signal.name} changed`)
            }
          })
        }
      }
    }
    // The files have 30 907 signals; nearly all of them are in messages without multiplexing and inside their message.
    expect(checked).toBeGreaterThan(85_000)
    expect(long).toBeGreaterThan(0)
  })
})
