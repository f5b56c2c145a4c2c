import type { OutputRecord } from '../core/ports.ts'
import type { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { encodeHealth, encodeLatency, encodeLog } from '../io/protobuf/diagnostics.ts'
import { encodeEgo, encodeObjects } from '../io/protobuf/scene.ts'
import { encodeSceneUpdate, encodeTransforms } from '../io/protobuf/scene-update.ts'
import { encodeTrajectory } from '../io/protobuf/trajectory.ts'
import type { RunEvent } from '../runtime/line-runner.ts'

/** Numbers the records of each topic from 0, as MCAP and the order stage want them. */
export function createRecorder(time: AbsoluteTime): (event: RunEvent) => readonly OutputRecord[] {
  const sequences = new Map<string, number>()
  return (event) => {
    const { stamp, scene, plan, command, bytes, isNewPlan } = event.tick
    const records: OutputRecord[] = [{ topic: '/control/command', stamp, sequence: command.sequence, bytes }]
    const add = (topic: string, content: Uint8Array) => {
      const sequence = sequences.get(topic) ?? 0
      sequences.set(topic, sequence + 1)
      records.push({ topic, stamp, sequence, bytes: content })
    }
    add('/diagnostics/latency', encodeLatency(event.latency))
    if (isNewPlan) {
      add('/fusion/ego', encodeEgo(scene.ego))
      add('/fusion/objects', encodeObjects(scene))
      add('/fusion/tf', encodeTransforms(scene.ego, time))
      add('/fusion/scene', encodeSceneUpdate(scene, plan, time))
      add('/planner/plan', encodeTrajectory(plan))
    }
    if (event.health) add('/diagnostics/health', encodeHealth(stamp, event.health))
    for (const warning of event.warnings) add('/diagnostics/log', encodeLog(warning, stamp, time))
    return records
  }
}
