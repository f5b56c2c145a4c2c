import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMMA2K19 } from '../../datasets/comma2k19.ts'
import type { Recording } from '../../datasets/recording.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { simulatedDrive } from '../../src/cli/generate.ts'
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

/** s of the generated drive, whose sensors look at objects, and of how many of its messages a file is made. */
const SECONDS = 10
const MESSAGES = 3_500

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

/** What the generic car senses in a generated world, and the truth. */
async function generatedMessages(): Promise<Message[]> {
  const messages: Message[] = []
  const options = { seed: '1', seconds: String(SECONDS), world: 'rural-road', sensors: 'objects' } as const
  await simulatedDrive(options).run((message) => void messages.push(message))
  return messages
}

async function recordingOfMessages(): Promise<Recording> {
  return {
    source: 'generated',
    originNanoseconds: 0n,
    timeScale: 'boot',
    vehicle: GENERIC_CAR,
    messages: (await generatedMessages()).slice(0, MESSAGES),
    messageCount: MESSAGES,
    warnings: [],
  }
}

export const LINE_CASES: readonly BenchCase[] = [
  {
    name: 'mcap/write-generated',
    perCall: { amount: MESSAGES, unit: 'messages' },
    isQuick: true,
    prepare: () =>
      inFolder(async (folder) => {
        const recording = await recordingOfMessages()
        return { run: () => writeRecording(recording, `${folder}/drive.mcap`) }
      }),
  },
  {
    name: 'mcap/read-generated',
    perCall: { amount: MESSAGES, unit: 'messages' },
    isQuick: true,
    prepare: () =>
      inFolder(async (folder) => {
        await writeRecording(await recordingOfMessages(), `${folder}/drive.mcap`)
        return { run: () => countMessages(`${folder}/drive.mcap`) }
      }),
  },
  {
    name: 'line/generated-10s',
    perCall: { amount: SECONDS, unit: 'driven s' },
    isQuick: true,
    prepare: async () => {
      const messages = (await generatedMessages()).filter(({ topic }) => !topic.startsWith('/truth'))
      return { run: () => runLine(memorySource('generated', messages), GENERIC_CAR) }
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
