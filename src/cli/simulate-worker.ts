import { type JobServer, serveJobs } from '../io/workers/serve-jobs.ts'
import { type EpisodeRequest, EpisodeSource } from './simulate-episodes.ts'
import { type RouteTask, runTask, type TaskOptions, type TaskResult } from './simulate-tasks.ts'

/** What a thread that drives routes is told once. */
export interface SimulateThreadData {
  readonly episodes: EpisodeRequest
  readonly options: TaskOptions
}

/** Entry of a thread that drives routes, one after the other. */
await serveJobs(async ({ episodes, options }: SimulateThreadData): Promise<JobServer<null, RouteTask, TaskResult>> => {
  const source = new EpisodeSource(episodes)
  return { ready: null, run: (task) => runTask(task, source, options) }
})
