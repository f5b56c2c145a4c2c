import { syntheticDrive } from '../../datasets/synthetic-drive.ts'
import { memorySource, type RunDriveResult, runDrive } from '../../src/cli/run-drive.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { Message } from '../../src/core/messages.ts'
import { AbsoluteTime } from '../../src/io/protobuf/absolute-time.ts'
import type { RunEvent } from '../../src/runtime/line-runner.ts'
import { DEFAULT_ORDER, type OrderConfig } from '../../src/runtime/order.ts'

/** The messages of the synthetic drive that the pipeline may read, in order of arrival. */
export function syntheticMessages(seconds: number, seed = 1): readonly Message[] {
  return [...syntheticDrive({ seed, duration: seconds }).messages].filter(({ topic }) => !topic.startsWith('/truth'))
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
