import type { LidarModel } from '../../../perception/lidar/lidar-model.ts'

/** One return: distance in units of the packet, and intensity. */
export type Return = readonly [raw: number, intensity: number]

export interface SyntheticFiring {
  /** 0.01° */
  readonly azimuth: number
  /** By return, then slot (bank * channels of a block + channel). */
  readonly returns: readonly ((slot: number) => Return)[]
}

/** Unix seconds of 2024-05-06 07:00:00, when all synthetic packets are sent. */
export const SENT_SECONDS = Date.UTC(2024, 4, 6, 7, 0, 0) / 1000

/** Writes a packet as the model's manual describes it: the layouts come from the table, the bytes are put in here. */
export function syntheticPacket(
  model: LidarModel,
  firings: readonly SyntheticFiring[],
  options: { readonly microseconds?: number; readonly millimetres?: number } = {},
): Uint8Array {
  const payload = new Uint8Array(model.minimumLength)
  const { blocks, clock } = model
  const put16 = (at: number, value: number) => {
    payload[at] = value & 255
    payload[at + 1] = value >> 8
  }
  for (const { offset, values } of model.marks) payload[offset] = values[0]!
  if (model.distanceUnit.kind === 'byte') payload[model.distanceUnit.offset] = options.millimetres ?? 4
  const returns = firings[0]!.returns.length
  payload[model.returnModeOffset] = [...model.returnsByMode].find(([, count]) => count === returns)![0]
  const banks = blocks.bankMarks?.length ?? 1
  let at = blocks.offset
  for (const firing of firings) {
    for (let bank = 0; bank < banks; bank++) {
      for (const distances of firing.returns) {
        if (blocks.bankMarks) put16(at, blocks.bankMarks[bank]!)
        put16(at + blocks.azimuthOffset, firing.azimuth)
        for (let channel = 0; channel < blocks.channels; channel++) {
          const [raw, intensity] = distances(bank * blocks.channels + channel)
          const place = at + blocks.channelOffset + channel * blocks.channelStride
          put16(place, raw)
          payload[place + 2] = intensity
        }
        at += blocks.stride
      }
    }
  }
  const microseconds = options.microseconds ?? 0
  for (let byte = 0; byte < 4; byte++)
    payload[clock.microsecondOffset + byte] = Math.floor(microseconds / 256 ** byte) & 255
  if (clock.kind === 'date') {
    const date = new Date(SENT_SECONDS * 1000)
    payload.set([date.getUTCFullYear() - clock.yearBase, 5, 6, 7, 0, 0], clock.dateOffset)
  }
  return payload
}

/** How many firings a packet of the model holds. */
export function firingsPerPacket(model: LidarModel, returns: number): number {
  return Math.floor(model.blocks.count / (returns * (model.blocks.bankMarks?.length ?? 1)))
}

/** Angles that are easy to compute with, different for each channel. */
export function plainCalibration(model: LidarModel) {
  const byChannel = (value: (channel: number) => number) =>
    Float64Array.from({ length: model.channels }, (_, channel) => value(channel))
  return {
    elevation: byChannel((channel) => ((channel - model.channels / 2) * 0.3 * Math.PI) / 180),
    azimuthOffset: byChannel((channel) => (((channel % 5) - 2) * 1.5 * Math.PI) / 180),
    distanceOffset: byChannel(() => 0),
  }
}
