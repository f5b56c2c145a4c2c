import { LIDAR_MODELS } from '../lidar/lidar-models.ts'
import { checkPacket } from '../lidar/packet-check.ts'
import { decodeArs548 } from '../radar/packets/ars548.ts'

/** Titles of the sensors that may have sent this payload: several where their packets look alike, none if none is known. */
export function sendersOf(payload: Uint8Array): readonly string[] {
  const lidars = LIDAR_MODELS.filter((model) => checkPacket(model, payload) === 'ok').map(({ title }) => title)
  return decodeArs548(payload).kind === 'refused' ? lidars : [...lidars, 'Continental ARS548']
}
