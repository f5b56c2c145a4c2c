import type { ControlCommand } from '../../src/core/command.ts'
import type { TrackedObject } from '../../src/core/scene.ts'
import { decodeCommand, encodeCommand } from '../../src/io/protobuf/control-command.ts'
import { encodeObjects } from '../../src/io/protobuf/scene.ts'
import type { BenchCase } from '../case.ts'

const command: ControlCommand = {
  stamp: 12_340_000_000,
  sequence: 1234,
  validUntil: 12_440_000_000,
  mode: 'drive',
  reason: '',
  frontWheelAngle: 0.012,
  frontWheelAngleRate: 0.001,
  curvature: 0.0044,
  acceleration: -0.7,
  gear: 'drive',
  turnSignal: 'off',
  limits: ['jerk'],
  newest: ['gnss', 'imu', 'radar/front', 'steering', 'wheel-speeds'].map((sensor) => ({
    sensor,
    stamp: 12_330_000_000,
  })),
}

const objects: TrackedObject[] = Array.from({ length: 64 }, (_, i) => ({
  id: i,
  class: 'car',
  existence: 0.98,
  isConfirmed: true,
  coastingFor: 0.01,
  age: 3.2,
  position: [i, -i / 2, 0.7],
  yaw: 0.1,
  velocity: [12, 0.5],
  acceleration: 0.2,
  yawRate: 0.01,
  size: [4.5, 1.8, 1.5],
  covariance: new Float64Array(16).fill(0.1),
}))

export const PROTOBUF_CASES: readonly BenchCase[] = [
  {
    name: 'protobuf/encode-command',
    perCall: { amount: 100, unit: 'commands' },
    isQuick: true,
    prepare: async () => ({
      run: () => {
        for (let i = 0; i < 100; i++) encodeCommand(command)
      },
    }),
  },
  {
    name: 'protobuf/decode-command',
    perCall: { amount: 100, unit: 'commands' },
    isQuick: true,
    prepare: async () => {
      const bytes = encodeCommand(command)
      return {
        run: () => {
          for (let i = 0; i < 100; i++) decodeCommand(bytes)
        },
      }
    },
  },
  {
    name: 'protobuf/encode-64-objects',
    perCall: { amount: 64, unit: 'objects' },
    prepare: async () => ({ run: () => encodeObjects({ stamp: 12_340_000_000, objects }) }),
  },
]
