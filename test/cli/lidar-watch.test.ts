import { expect, it } from 'vitest'
import type { Message } from '../../src/core/messages.ts'
import { stampFromSeconds } from '../../src/core/time.ts'
import { encodeHealth } from '../../src/io/protobuf/diagnostics.ts'
import { axdrive } from '../../src/io/protobuf/runtime.ts'
import type { RunEvent } from '../../src/runtime/line-runner.ts'
import { sceneAt } from '../../src/simulation/sensors/scripted-objects.ts'
import { findScriptedScene } from '../../src/simulation/sensors/scripted-scenes.ts'
import type { SensorFault } from '../../src/simulation/sensors/sensor-fault.ts'
import { WorldSensors } from '../../src/simulation/sensors/world-sensors.ts'
import { EMPTY_MAP, randomBodies } from '../simulation/sensors/lidar-world.ts'
import { generatedMessages, runMessages } from './run-messages.ts'

const SECONDS = 4

/** The drive's messages with the roof lidar's sweeps. */
async function withSweeps(faults: readonly SensorFault[]): Promise<readonly Message[]> {
  const statics = randomBodies(3, 40).map((body, i) => ({ id: i + 1, kind: 'pole', bodies: [body] }) as const)
  const sensors = new WorldSensors({ seed: 2, world: { map: EMPTY_MAP, statics, ground: 'grass' }, faults })
  const messages = [...(await generatedMessages(SECONDS))]
  const end = stampFromSeconds(SECONDS)
  for (let stamp = sensors.nextStamp(0); stamp < end; stamp = sensors.nextStamp(stamp + 1)) {
    const sensed = sensors.sense(sceneAt(findScriptedScene('dense'), stamp))
    messages.push(...sensed.filter(({ payload }) => payload.kind === 'points'))
  }
  return messages.sort((a, b) => a.arrival - b.arrival)
}

it('a replay reports the dead beams of a lidar in health, by number, and none before and after', async () => {
  const window = { from: stampFromSeconds(0.7), to: stampFromSeconds(2.6) }
  const fault = { kind: 'dead-beams', sensor: 'lidar/roof', rings: [10, 11, 40], ...window } as const
  const reports: { at: number; isValid: boolean; faults: string[] }[] = []
  const observe = ({ health, tick }: RunEvent) => {
    if (!health) return
    const { topics } = axdrive.v1.Health.decode(encodeHealth(tick.stamp, health))
    const lidar = topics.find(({ topic }) => topic === '/lidar/roof/points')
    if (lidar) reports.push({ at: tick.stamp / 1e9, isValid: lidar.isValid ?? false, faults: lidar.faults ?? [] })
  }
  const { warnings } = await runMessages(await withSweeps([fault]), { observe })
  expect(reports.length).toBeGreaterThan(2)
  expect(reports.filter(({ at }) => at > 1.9 && at < 2.6).length).toBeGreaterThan(0)
  for (const { at, isValid, faults } of reports) {
    if (at > 1.9 && at < 2.6) {
      expect(isValid).toBe(false)
      expect(faults).toEqual([
        expect.stringMatching(/^lidar-dead-beams: \/lidar\/roof\/points at .*none of ring 10, 11, 40$/),
      ])
    }
    if (at < 1.5 || at > 3.6) expect({ isValid, faults }).toEqual({ isValid: true, faults: [] })
  }
  expect(warnings.find(({ code }) => code === 'topic-invalid')?.first).toMatch(/ring 10, 11, 40/)
})
