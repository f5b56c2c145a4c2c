import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import { createDrive } from '../io/mcap/mcap-drive-writer.ts'
import { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { RestartingWorker } from '../io/workers/restarting-worker.ts'
import { workerEntry } from '../io/workers/worker-entry.ts'
import type { RunEvent } from '../runtime/line-runner.ts'
import { createRecorder } from './output-records.ts'
import type { Checkpoint } from './simulate-checkpoint.ts'
import type { Entrant } from './simulate-entrants.ts'
import { type EpisodeRequest, EpisodeSource, type RoutePlace } from './simulate-episodes.ts'
import { type SimulateReport, simulateReport } from './simulate-report.ts'
import { runTasks, ScheduleProgress, type TaskRunner } from './simulate-schedule.ts'
import { type RouteTask, runTask, type TaskOptions, type TaskResult, taskKey } from './simulate-tasks.ts'
import type { SimulateThreadData } from './simulate-worker.ts'
import { SIMULATION_ORIGIN, SimulatedRecording } from './simulated-recording.ts'
import { VERSION } from './version.ts'

/** Entrants that all drive the same routes. */
export interface RouteGroup {
  readonly entrants: readonly Entrant[]
  readonly places: readonly RoutePlace[]
}

export interface SimulateRequest extends TaskOptions {
  readonly groups: readonly RouteGroup[]
  readonly episodes: EpisodeRequest
  readonly seed: number
  /** Threads at most. */
  readonly jobs: number
  /** Results of a run that was interrupted, and where those of this one are kept. */
  readonly checkpoint: Checkpoint | null
  /** Path of a drive to write what was sensed, planned and commanded into, or null. */
  readonly output: string | null
}

export interface DrivenTask {
  readonly task: RouteTask
  readonly result: TaskResult
}

export interface SimulateResult {
  /** One report an entrant, by group; a group without routes has none. */
  readonly reports: readonly (readonly SimulateReport[])[]
  /** All drives, entrant by entrant. */
  readonly driven: readonly DrivenTask[]
}

export async function simulateAll(request: SimulateRequest): Promise<SimulateResult> {
  const { groups, checkpoint, latency, seed } = request
  const results = new Map<string, TaskResult>()
  const open: RouteTask[] = []
  // Route by route: whoever drives one knows its world.
  for (const { entrants, places } of groups) {
    for (const place of places) {
      for (const entrant of entrants) {
        const known = checkpoint?.result(taskKey({ entrant, place }))
        if (known) results.set(taskKey({ entrant, place }), known)
        else open.push({ entrant, place })
      }
    }
  }
  await driveAll(request, open, results)
  const drivenBy = (entrant: Entrant, places: readonly RoutePlace[]): DrivenTask[] =>
    places.map((place) => ({ task: { entrant, place }, result: results.get(taskKey({ entrant, place }))! }))
  const reportOf = (entrant: Entrant, places: readonly RoutePlace[]) =>
    simulateReport(
      { entrant, vehicle: GENERIC_CAR.name, latency, seed },
      drivenBy(entrant, places).map(({ result }) => result),
    )
  return {
    reports: groups.map(({ entrants, places }) =>
      places.length === 0 ? [] : entrants.map((entrant) => reportOf(entrant, places)),
    ),
    driven: groups.flatMap(({ entrants, places }) => entrants.flatMap((entrant) => drivenBy(entrant, places))),
  }
}

async function driveAll(request: SimulateRequest, tasks: readonly RouteTask[], results: Map<string, TaskResult>) {
  const count = Math.min(threadsOf(request), tasks.length)
  const progress = new ScheduleProgress(tasks, count)
  const runners =
    count <= 1 ? [localRunner(request, progress)] : Array.from({ length: count }, () => threadRunner(request))
  try {
    await runTasks(tasks, runners, (task, result) => {
      results.set(taskKey(task), result)
      request.checkpoint?.add(taskKey(task), result)
      progress.done(task, result)
    })
  } finally {
    progress.end()
  }
}

/** Neighbours on other cores would be in the latencies that are measured; a recording is written by this thread. */
function threadsOf({ jobs, latency, output }: SimulateRequest): number {
  return latency === 'measured' || output !== null ? 1 : jobs
}

/** Drives in this thread, and tells the simulated time as it goes. */
function localRunner(request: SimulateRequest, progress: ScheduleProgress): TaskRunner {
  const episodes = new EpisodeSource(request.episodes)
  return {
    async run(task) {
      const recording = request.output === null ? null : await openRecording(request.output)
      try {
        return await runTask(task, episodes, request, {
          ...recording,
          progress: (time) => progress.tell(`${task.entrant.planner} at ${time.toFixed(0)} s`),
        })
      } finally {
        await recording?.close()
      }
    },
    async close() {},
  }
}

/** Drives in a thread of its own. */
function threadRunner({ episodes, latency, engine, keepsCommands, sensors, faults }: SimulateRequest): TaskRunner {
  const networks = engine === undefined ? {} : { engine }
  const data: SimulateThreadData = { episodes, options: { latency, keepsCommands, sensors, faults, ...networks } }
  const entry = workerEntry('simulate-worker', import.meta.url)
  const thread = new RestartingWorker<null, RouteTask, TaskResult>(entry, data, () => {})
  return { run: (task) => thread.run(task), close: () => thread.close() }
}

async function openRecording(path: string) {
  const source = `axdrive ${VERSION}, simulated`
  const drive = await createDrive(path, { originNanoseconds: SIMULATION_ORIGIN, timeScale: 'unix', source })
  const records = createRecorder(new AbsoluteTime(SIMULATION_ORIGIN))
  const recording = new SimulatedRecording(GENERIC_CAR, (message) => drive.writeMessage(message))
  return {
    stepped: recording.stepped,
    close: () => drive.close(),
    async observe(event: RunEvent) {
      for (const record of records(event)) await drive.write(record)
    },
  }
}
