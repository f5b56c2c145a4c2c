import { defaultCalibration } from '../../perception/lidar/default-calibrations.ts'
import type { LidarModel } from '../../perception/lidar/lidar-model.ts'
import { lidarModel } from '../../perception/lidar/lidar-models.ts'
import { SpinningDecoder } from '../../perception/lidar/spinning-decoder.ts'
import { SweepCutter } from '../../perception/lidar/sweep-cutter.ts'
import type { BenchCase } from '../case.ts'

/** 0.01° from firing to firing. */
const STEP = 20
/** µs from firing to firing. */
const FIRING_TIME = 40
/** Whole turns for every model, so that the stream can be repeated without a jump of the azimuth. */
const PACKETS = 1800

/** Packets of a sensor that turns at 10 Hz, one return a channel, none of them without an echo. */
function spinningPackets(model: LidarModel): Uint8Array[] {
  const { blocks, marks, clock, returnModeOffset, distanceUnit } = model
  const banks = blocks.bankMarks?.length ?? 1
  return Array.from({ length: PACKETS }, (_, packet) => {
    const payload = new Uint8Array(model.minimumLength)
    const view = new DataView(payload.buffer)
    for (const { offset, values } of marks) payload[offset] = values[0]!
    if (distanceUnit.kind === 'byte') payload[distanceUnit.offset] = 4
    payload[returnModeOffset] = 0x37
    for (let block = 0; block < blocks.count; block++) {
      const at = blocks.offset + block * blocks.stride
      const firing = packet * Math.floor(blocks.count / banks) + Math.floor(block / banks)
      if (blocks.bankMarks) view.setUint16(at, blocks.bankMarks[block % banks]!, true)
      view.setUint16(at + blocks.azimuthOffset, (firing * STEP) % 36000, true)
      for (let channel = 0; channel < blocks.channels; channel++) {
        const place = at + blocks.channelOffset + channel * blocks.channelStride
        view.setUint16(place, 500 + ((channel * 397 + firing * 11) % 20000), true)
        payload[place + 2] = channel
      }
      view.setUint32(clock.microsecondOffset, firing * FIRING_TIME, true)
    }
    return payload
  })
}

function decodeCase(name: string): BenchCase {
  const model = lidarModel(name)
  const banks = model.blocks.bankMarks?.length ?? 1
  const firings = Math.floor(model.blocks.count / banks)
  const points = PACKETS * firings * banks * model.blocks.channels
  return {
    name: `lidar/decode-${name}`,
    perCall: { amount: points, unit: 'points' },
    isQuick: name === 'vls128',
    prepare: async () => {
      const packets = spinningPackets(model)
      const calibration = defaultCalibration(model)
      let sweeps = 0
      let stamp = 0
      const cutter = new SweepCutter(new SpinningDecoder(model, calibration, 0), () => {
        sweeps++
      })
      return {
        run: () => {
          for (let i = 0; i < PACKETS; i++, stamp += firings * FIRING_TIME * 1000) {
            const status = cutter.push(packets[i]!, stamp)
            if (status !== 'ok') throw new Error(`${name}: packet ${i} was refused: ${status}`)
          }
          return sweeps
        },
      }
    },
  }
}

/** Packets to sweeps: at least 20 million points a second on one core. */
export const LIDAR_CASES: readonly BenchCase[] = ['vlp16', 'vls128', 'pandar40p', 'xt32'].map(decodeCase)
