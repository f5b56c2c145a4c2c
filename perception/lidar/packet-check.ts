import { AZIMUTH_STEPS } from './channel-tables.ts'
import type { LidarModel } from './lidar-model.ts'
import type { DecodeStatus } from './packet-decoder.ts'

/** Whether `model` sent this payload; `ok`, or why not. Never throws and never reads outside the payload. */
export function checkPacket(model: LidarModel, payload: Uint8Array): DecodeStatus {
  const { blocks, distanceUnit } = model
  if (payload.length < model.minimumLength || payload.length > model.maximumLength) return 'wrong-length'
  for (const { offset, values } of model.marks) if (!values.includes(payload[offset]!)) return 'wrong-model'
  const returns = model.returnsByMode.get(payload[model.returnModeOffset]!)
  if (returns === undefined) return 'bad-return-mode'
  const blocksPerFiring = returns * (blocks.bankMarks?.length ?? 1)
  const used = blocks.count - (blocks.count % blocksPerFiring)
  if (used === 0) return 'bad-return-mode'
  for (let block = 0; block < used; block++) {
    const at = blocks.offset + block * blocks.stride
    if (blocks.bankMarks && !blocks.bankMarks.includes(u16(payload, at))) return 'wrong-model'
    if (u16(payload, at + blocks.azimuthOffset) >= AZIMUTH_STEPS) return 'bad-azimuth'
  }
  return distanceUnit.kind === 'byte' && payload[distanceUnit.offset] === 0 ? 'bad-distance-unit' : 'ok'
}

function u16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8)
}
