import type { Random } from '../../../../src/common/random/xoshiro.ts'
import { CHANNEL, CHANNEL_STRIDE, RASTER_CHANNELS, RASTER_SHAPE } from '../../../../src/common/raster/raster-layout.ts'

/** Chance that a sample is without a kind of sensor; each kind for itself. Not tuned. */
const DROP = 0.05

/** Channels that a kind of sensor draws, and the validity bytes that tell of it. Tracks come from all of them. */
const KINDS = [
  { from: CHANNEL.red, to: CHANNEL.seen + 1, validity: [0, 3], isFront: true },
  { from: CHANNEL.slices, to: CHANNEL.ground + 1, validity: [1], isFront: false },
  { from: CHANNEL.radarSpeed, to: CHANNEL.radarCrossSection + 1, validity: [2], isFront: false },
] as const

/** Takes cameras, lidars or radars away at random, as if none of them had a fresh frame. In place. */
export function dropSensors(raster: Uint8Array, front: Uint8Array, validity: Uint8Array, random: Random): void {
  for (const kind of KINDS) {
    if (random.uniform() >= DROP) continue
    for (let depth = 0; depth < RASTER_SHAPE[0]; depth++) {
      const channel = depth % RASTER_CHANNELS.length
      if (channel < kind.from || channel >= kind.to) continue
      raster.fill(RASTER_CHANNELS[channel]!.empty, depth * CHANNEL_STRIDE, (depth + 1) * CHANNEL_STRIDE)
    }
    if (kind.isFront) front.fill(0)
    for (const place of kind.validity) validity[place] = 0
  }
}
