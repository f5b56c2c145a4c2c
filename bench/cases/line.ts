import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMMA2K19 } from '../../datasets/comma2k19.ts'
import type { Recording } from '../../datasets/recording.ts'
import { syntheticDrive } from '../../datasets/synthetic-drive.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { memorySource, runDrive } from '../../src/cli/run-drive.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { TOYOTA_RAV4 } from '../../src/common/vehicle/toyota-rav4.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Message } from '../../src/core/messages.ts'
import type { Source } from '../../src/core/ports.ts'
import { openDrive } from '../../src/io/mcap/mcap-drive-reader.ts'
import { AbsoluteTime } from '../../src/io/protobuf/absolute-time.ts'
import { DEFAULT_ORDER } from '../../src/runtime/order.ts'
import type { BenchCall, BenchCase } from '../case.ts'
import { sharedFolder } from '../shared-folder.ts'

/** s of the synthetic drive. */
const SECONDS = 10

async function inFolder(run: (folder: string) => Promise<BenchCall>): Promise<BenchCall> {
  const folder = mkdtempSync(join(tmpdir(), 'axdrive-bench-'))
  const call = await run(folder)
  return { run: call.run, dispose: () => rmSync(folder, { recursive: true }) }
}

const runLine = (source: Source, vehicle: VehicleTable) =>
  runDrive({
    source,
    vehicle,
    planner: 'idm',
    order: DEFAULT_ORDER,
    pace: 'fast',
    expectedTopics: [],
    expectedObjectSensors: ['radar/front'],
    time: new AbsoluteTime(0n),
    sinks: [],
  })

async function countMessages(path: string): Promise<number> {
  let count = 0
  for await (const batch of (await openDrive(path)).messages(() => {})) count += batch.length
  return count
}

/** A recording whose messages can be walked again and again. */
function kept(recording: Recording): Recording & { readonly messages: readonly Message[] } {
  return { ...recording, messages: [...recording.messages] }
}

export const LINE_CASES: readonly BenchCase[] = [
  {
    name: 'mcap/write-synthetic-10s',
    perCall: { amount: 2_800, unit: 'messages' },
    isQuick: true,
    prepare: () =>
      inFolder(async (folder) => {
        const recording = kept(syntheticDrive({ duration: SECONDS }))
        return { run: () => writeRecording(recording, `${folder}/drive.mcap`) }
      }),
  },
  {
    name: 'mcap/read-synthetic-10s',
    perCall: { amount: 2_800, unit: 'messages' },
    isQuick: true,
    prepare: () =>
      inFolder(async (folder) => {
        await writeRecording(syntheticDrive({ duration: SECONDS }), `${folder}/drive.mcap`)
        return { run: () => countMessages(`${folder}/drive.mcap`) }
      }),
  },
  {
    name: 'line/synthetic-10s',
    perCall: { amount: SECONDS, unit: 'driven s' },
    isQuick: true,
    prepare: async () => {
      const messages = [...syntheticDrive({ duration: SECONDS }).messages].filter(
        ({ topic }) => !topic.startsWith('/truth'),
      )
      return { run: () => runLine(memorySource('synthetic', messages), GENERIC_CAR) }
    },
  },
  {
    name: 'line/replay-comma2k19',
    perCall: { amount: 60, unit: 'driven s' },
    prepare: async () => {
      const folder = sharedFolder('comma2k19')
      if (folder === null) return null
      const recording = await COMMA2K19.open(`${folder}/comma2k19/segment`, {})
      return inFolder(async (scratch) => {
        await writeRecording(recording, `${scratch}/drive.mcap`)
        return { run: async () => runLine(await openDrive(`${scratch}/drive.mcap`), TOYOTA_RAV4) }
      })
    },
  },
]
