import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../src/cli/can-decode.ts'
import { encodeRecords } from '../../src/cli/can-encode.ts'
import { type CompiledDatabase, compileDatabase } from '../../src/common/dbc/codec.ts'
import { parseDbc } from '../../src/common/dbc/parse.ts'
import type { Warning } from '../../src/core/warning.ts'
import { type CandumpFrame, formatCandumpLine } from '../../src/io/can/candump.ts'
import { readCandumpLog } from '../../src/io/can/candump-log.ts'
import { listDbcFiles, parseFile } from '../common/dbc/dbc-files.ts'
import { sharedData } from '../shared-data.ts'

const EXTENDED = 0x8000_0000

/** With what a double does not say (64 bits, small steps on a large offset, NaN), multiplexors in two levels, and gaps. */
const DATABASE = compileDatabase(
  parseDbc(
    `BO_ 291 Motion: 8 X
 SG_ Speed : 0|16@1+ (0.01,-67.67) [0|250] "km/h" X
 SG_ Gear : 16|4@1+ (1,0) [0|3] "" X
BO_ 292 Muxed: 6 X
 SG_ Which M : 0|2@1+ (1,0) [0|0] "" X
 SG_ A m0 : 8|8@1+ (1,0) [0|0] "" X
 SG_ B m1M : 15|4@0+ (1,0) [0|0] "" X
 SG_ C m3 : 16|12@1- (0.1,0) [0|0] "" X
BO_ 293 Awkward: 32 X
 SG_ Coarse : 0|32@1- (1e-08,1e+10) [0|0] "" X
 SG_ Single : 32|32@1- (1,0) [0|0] "" X
 SG_ Double : 64|64@1- (1,0) [0|0] "" X
 SG_ Number : 128|64@1+ (0.5,0) [0|0] "" X
BO_ ${EXTENDED + 1} Long: 1785 X
 SG_ First : 0|8@1+ (1,0) [0|0] "" X
 SG_ Last : 14272|8@1+ (1,0) [0|0] "" X
VAL_ 291 Gear 0 "park" 3 "drive" ;
SIG_VALTYPE_ 293 Single : 1;
SIG_VALTYPE_ 293 Double : 2;
SG_MUL_VAL_ 292 C B 3-9;
`,
    'random.dbc',
  ),
)

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

/** `can decode --json | can encode` */
async function decodeAndEncode(database: CompiledDatabase, log: readonly string[], warnings: Warning[]) {
  const warn = (warning: Warning) => warnings.push(warning)
  const records: string[] = []
  for await (const frame of readCandumpLog(linesOf(log), 'log', warn)) {
    records.push(JSON.stringify(decodeFrame(database, frame)))
  }
  const written: string[] = []
  for await (const frame of encodeRecords(database, linesOf(records), 'records', 'none', warn)) {
    written.push(formatCandumpLine(frame))
  }
  return written
}

const knownIds = fc.constantFrom(...DATABASE.messages.map(({ id }) => id))
const ids = fc.oneof(
  { weight: 3, arbitrary: knownIds },
  { weight: 1, arbitrary: fc.nat(0x7ff) },
  { weight: 1, arbitrary: fc.nat(0x1fff_ffff).map((id) => id + EXTENDED) },
)
const none = { data: new Uint8Array(0), remoteLength: null, fdFlags: null, isError: false }
const classic = fc.uint8Array({ maxLength: 8 })
const kinds = fc.oneof(
  fc.record({ id: ids, data: classic }),
  fc.record({ id: ids, data: fc.uint8Array({ maxLength: 64 }), fdFlags: fc.nat(15) }),
  fc.record({ id: ids, remoteLength: fc.nat(8) }),
  fc.record({ id: fc.nat(0x1fff_ffff), data: classic, isError: fc.constant(true) }),
)
const frames: fc.Arbitrary<CandumpFrame> = fc
  .tuple(kinds, fc.constantFrom('can0', 'vcan1'), fc.nat(4_200_000_000), fc.nat(999_999))
  .map(([kind, bus, seconds, rest]) => ({ ...none, ...kind, bus, microseconds: seconds * 1e6 + rest }))

describe('can decode --json | can encode', () => {
  it('gives the same log again, whatever its frames: unknown ids, short, remote, error and CAN FD ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 20 }), async (all) => {
        const log = all.map(formatCandumpLine)
        const warnings: Warning[] = []
        expect(await decodeAndEncode(DATABASE, log, warnings)).toEqual(log)
        expect(warnings).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  const root = sharedData('dbc')
  it.skipIf(root === null)('gives the same log again with every database of the test data', async () => {
    const payloads = fc.sample(fc.uint8Array({ minLength: 64, maxLength: 64 }), { numRuns: 2, seed: 20_180_802 })
    let compared = 0
    for (const path of listDbcFiles(root ?? '')) {
      const database = compileDatabase(parseFile(root ?? '', path))
      const log: string[] = []
      for (const { id, length } of database.messages) {
        if (id % EXTENDED > (id >= EXTENDED ? 0x1fff_ffff : 0x7ff)) continue
        for (const payload of payloads) {
          const data = payload.subarray(0, Math.min(length, 64))
          const fdFlags = length > 8 ? 0 : null
          log.push(formatCandumpLine({ ...none, id, data, fdFlags, bus: 'can0', microseconds: 1 }))
        }
      }
      const warnings: Warning[] = []
      expect(await decodeAndEncode(database, log, warnings), path).toEqual(log)
      expect(warnings, path).toEqual([])
      compared += log.length
    }
    expect(compared).toBeGreaterThan(5000)
  })
})
