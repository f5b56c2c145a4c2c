import { existsSync } from 'node:fs'
import { readBytes, readNumbers } from '../../datasets/npy.ts'
import { type CompiledDatabase, type CompiledMessage, compileDatabase } from '../../src/common/dbc/codec.ts'
import { parseDbc } from '../../src/common/dbc/parse.ts'
import { TOYOTA_RAV4 } from '../../src/common/vehicle/toyota-rav4.ts'
import { readDbcFile } from '../../src/io/can/dbc-files.ts'
import type { BenchCall, BenchCase } from '../case.ts'
import { sharedFolder } from '../shared-folder.ts'

/** Frames a call: enough to fill a few milliseconds and leave the first-level cache. */
const FRAMES = 50_000

interface Frames {
  readonly messages: readonly CompiledMessage[]
  readonly data: Uint8Array
}

const rav4 = (bus: string): CompiledDatabase =>
  compileDatabase(parseDbc(TOYOTA_RAV4.buses[bus] ?? '', `rav4-${bus}.dbc`))

/** The vehicle table's own messages in turn, with bytes that are neither zeros nor regular. */
function tableFrames(): Frames {
  const known = [...rav4('0').messages, ...rav4('1').messages]
  const data = new Uint8Array(FRAMES * 8).map((_, i) => (i * 2654435761) >>> 13)
  return { messages: Array.from({ length: FRAMES }, (_, i) => known[i % known.length]!), data }
}

/** The real segment's mix: every frame of buses 0 and 1 that the Toyota files know, in the order of the recording. */
function segmentFrames(folder: string): Frames {
  const can = `${folder}/comma2k19/segment/processed_log/CAN/raw_can`
  const dbc = `${folder}/dbc/opendbc`
  const databases = [
    compileDatabase(readDbcFile(`${dbc}/generator/toyota/toyota_new_mc_pt.dbc`)),
    compileDatabase(readDbcFile(`${dbc}/toyota_adas.dbc`)),
  ]
  const buses = readNumbers(`${can}/src`, 1).values
  const ids = readNumbers(`${can}/address`, 1).values
  const bytes = readBytes(`${can}/data`).values
  const messages: CompiledMessage[] = []
  const payloads: number[] = []
  for (let i = 0; i < buses.length; i++) {
    const message = databases[buses[i]!]?.byId(ids[i]!)
    if (!message) continue
    messages.push(message)
    for (let k = 0; k < 8; k++) payloads.push(bytes[i * 8 + k]!)
  }
  return { messages, data: Uint8Array.from(payloads) }
}

function decodeCall({ messages, data }: Frames): BenchCall {
  const out = new Float64Array(Math.max(...messages.map(({ signalNames }) => signalNames.length)))
  return {
    run: () => {
      for (let i = 0; i < messages.length; i++) messages[i]!.decode(data, i * 8, 8, out)
      return out[0]
    },
  }
}

function encodeCall({ messages, data }: Frames): BenchCall {
  const values = messages.map((message, i) => {
    const out = new Float64Array(message.signalNames.length)
    message.decode(data, i * 8, 8, out)
    return out
  })
  const frame = new Uint8Array(64)
  return {
    run: () => {
      for (let i = 0; i < messages.length; i++) messages[i]!.encode(values[i]!, frame, 0)
      return frame[0]
    },
  }
}

export const DBC_CASES: readonly BenchCase[] = [
  {
    name: 'dbc/decode-vehicle-table',
    perCall: { amount: FRAMES, unit: 'frames' },
    isQuick: true,
    prepare: async () => decodeCall(tableFrames()),
  },
  {
    name: 'dbc/encode-vehicle-table',
    perCall: { amount: FRAMES, unit: 'frames' },
    isQuick: true,
    prepare: async () => encodeCall(tableFrames()),
  },
  {
    name: 'dbc/decode-comma2k19',
    // The 38,983 and 39,000 frames of buses 0 and 1 whose ids the Toyota files know.
    perCall: { amount: 77_983, unit: 'frames' },
    prepare: async () => {
      const folder = sharedFolder('comma2k19')
      if (folder === null || !existsSync(`${folder}/dbc`)) return null
      return decodeCall(segmentFrames(folder))
    },
  },
]
