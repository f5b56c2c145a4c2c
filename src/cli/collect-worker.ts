import { type JobServer, serveJobs } from '../io/workers/serve-jobs.ts'
import { type CollectedRoute, type CollectOptions, collectRoute } from './collect-route.ts'

/** Entry of a thread that collects samples, one route after the other. */
await serveJobs(
  async (options: CollectOptions): Promise<JobServer<null, number, CollectedRoute>> => ({
    ready: null,
    run: (seed) => collectRoute(seed, options),
  }),
)
