import type { LidarModel } from '../../perception/lidar/lidar-model.ts'
import { LIDAR_MODELS } from '../../perception/lidar/lidar-models.ts'
import { SpinningDecoder } from '../../perception/lidar/spinning-decoder.ts'
import { SweepCutter } from '../../perception/lidar/sweep-cutter.ts'
import { decodeArs548 } from '../../perception/radar/packets/ars548.ts'
import { scanOfArs548, scanOfSrr520 } from '../../perception/radar/packets/radar-scan-of.ts'
import { Srr520Assembler } from '../../perception/radar/packets/srr520.ts'
import { Random } from '../../src/common/random/xoshiro.ts'
import type { RadarScan } from '../../src/core/messages.ts'
import {
  firingsPerPacket,
  plainCalibration,
  SENT_SECONDS,
  syntheticPacket,
} from '../perception/lidar/synthetic-packet.ts'
import { bits, detection, HRR, listFrames, NEAR, OBJECTS } from '../perception/radar/packets/srr520-frames.ts'
import type { FuzzTarget } from './fuzz.ts'

/** A quarter of a turn in every return mode that the model has. */
function lidarSeeds(model: LidarModel): Uint8Array[] {
  const random = new Random(model.channels)
  return [...new Set(model.returnsByMode.values())].flatMap((returns) => {
    const firings = firingsPerPacket(model, returns)
    if (firings === 0) return []
    return Array.from({ length: 6 }, (_, packet) =>
      syntheticPacket(
        model,
        Array.from({ length: firings }, (_, i) => ({
          azimuth: (34_500 + 500 * packet + 20 * i) % 36_000,
          returns: Array.from({ length: returns }, () => () => {
            return [Math.floor(random.uniform() * 30_000), Math.floor(random.uniform() * 256)] as const
          }),
        })),
        { microseconds: 100 * packet },
      ),
    )
  })
}

function lidarTarget(model: LidarModel): FuzzTarget {
  return {
    name: `lidar ${model.name}`,
    seeds: lidarSeeds(model),
    readsByIndex: true,
    open() {
      let sum = 0
      const decoder = new SpinningDecoder(model, plainCalibration(model), SENT_SECONDS)
      const cutter = new SweepCutter(decoder, ({ points: { count, x, y, z } }) => {
        for (let i = 0; i < count; i++) sum += x[i]! + 2 * y[i]! + 3 * z[i]!
      })
      let arrival = 0
      return (bytes) => {
        arrival += 1e6
        return cutter.push(bytes, arrival) === 'ok' ? sum : null
      }
    },
  }
}

/** A SOME/IP message of the ARS548: zeros, but for what a reader must understand. */
function ars548(method: number, length: number, fill: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint16(2, method)
  view.setUint32(4, length - 8)
  fill(view)
  return bytes
}

function ars548Seeds(): Uint8Array[] {
  const detections = ars548(336, 35_336, (view) => {
    view.setUint32(35_309, 12)
    for (let i = 0; i < 12; i++) {
      view.setFloat32(101 + 44 * i, 0.1 * i - 0.6)
      view.setFloat32(101 + 44 * i + 17, 5 + 3 * i)
      view.setFloat32(101 + 44 * i + 25, i - 6)
    }
  })
  const objects = ars548(329, 9401, (view) => {
    view.setUint8(50, 7)
    for (let i = 0; i < 7; i++) view.setFloat32(51 + 187 * i + 13, 10 * i)
  })
  return [detections, objects, ars548(380, 84, () => {}), ars548(396, 330, () => {})]
}

const sumOf = ({ detections }: RadarScan) =>
  detections.reduce((sum, { range, azimuth, rangeRate }) => sum + range + 2 * azimuth + 3 * rangeRate, 0)

const ARS548: FuzzTarget = {
  name: 'radar ars548',
  seeds: ars548Seeds(),
  open: () => (bytes) => {
    const list = decodeArs548(bytes)
    switch (list.kind) {
      case 'refused':
        return null
      case 'detections':
        return sumOf(scanOfArs548('front', list))
      case 'objects':
        return list.objects.reduce((sum, { position }) => sum + position.x, 0)
      case 'status':
        return 0
    }
  },
}

const SRR520: FuzzTarget = {
  name: 'radar srr520',
  seeds: [
    ...[NEAR, HRR].flatMap((ids) =>
      listFrames(
        ids,
        Array.from({ length: 13 }, (_, i) => detection(1000 + i, 255 + i)),
        10,
      ),
    ),
    ...listFrames(OBJECTS, [bits([42, 8], [40_000, 16], [30_000, 16], [0, 200])], 2),
  ],
  open() {
    const assembler = new Srr520Assembler()
    return (bytes) => {
      const result = assembler.push(bytes)
      if (result.kind === 'refused') return null
      if (result.kind !== 'list') return 0
      return result.list.kind === 'objects' ? result.list.objects.length : sumOf(scanOfSrr520('rear', result.list))
    }
  },
}

export const PACKET_TARGETS: readonly FuzzTarget[] = [...LIDAR_MODELS.map(lidarTarget), ARS548, SRR520]
