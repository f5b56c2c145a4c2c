import { simulatedDrive } from '../../src/cli/generate.ts'
import { memorySource, type RunDriveResult, runDrive } from '../../src/cli/run-drive.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { Message } from '../../src/core/messages.ts'
import { AbsoluteTime } from '../../src/io/protobuf/absolute-time.ts'
import type { RunEvent } from '../../src/runtime/line-runner.ts'
import { DEFAULT_ORDER, type OrderConfig } from '../../src/runtime/order.ts'

/** A road with bends, behind a lead that brakes; no images, so that a test may drive it many times. */
const DRIVE = {
  world: 'rural-road',
  scenario: 'lead-braking',
  sensors: 'objects',
  light: 'day',
  weather: 'clear',
} as const

/** All messages of a generated drive, in order of arrival: what the car senses, and the truth. */
export async function generatedDrive(seconds: number, seed = 1): Promise<Message[]> {
  const messages: Message[] = []
  await simulatedDrive({ ...DRIVE, seed: String(seed), seconds: String(seconds) }).run((one) => void messages.push(one))
  return messages
}

const LEFT_OUT = /^\/(truth|radar\/(front|back)-)/

/** Those that the pipeline may read, the front radar's alone of the radars': quick to run through the line. */
export async function generatedMessages(seconds: number, seed = 1): Promise<readonly Message[]> {
  return (await generatedDrive(seconds, seed)).filter(({ topic }) => !LEFT_OUT.test(topic))
}

/** Runs the whole line over messages in memory. */
export function runMessages(
  messages: readonly Message[],
  options: {
    readonly order?: OrderConfig
    readonly observe?: (event: RunEvent) => void
    readonly planner?: string
    readonly watchesCameras?: boolean
  } = {},
): Promise<RunDriveResult> {
  return runDrive({
    source: memorySource('test', messages),
    vehicle: GENERIC_CAR,
    planner: options.planner ?? 'idm',
    order: options.order ?? DEFAULT_ORDER,
    pace: 'fast',
    expectedTopics: [],
    expectedObjectSensors: ['radar/front'],
    time: new AbsoluteTime(0n),
    sinks: [],
    watchesCameras: options.watchesCameras === true,
    ...(options.observe && { observe: options.observe }),
  })
}
