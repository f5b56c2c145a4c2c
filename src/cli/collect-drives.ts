import { mkdirSync } from 'node:fs'
import { keepVocabulary } from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { RestartingWorker } from '../io/workers/restarting-worker.ts'
import { workerEntry } from '../io/workers/worker-entry.ts'
import { type CollectedRoute, type CollectOptions, collectRoute, isCollected } from './collect-route.ts'
import { createProgress } from './progress.ts'

export interface CollectRequest extends CollectOptions {
  readonly seeds: readonly number[]
  readonly jobs: number
  /** Told what the rest will cost, once the first route has been measured. */
  readonly onBudget: (budget: CollectBudget) => void
}

/** What is to come, at the first route's pace. */
export interface CollectBudget {
  readonly first: CollectedRoute
  readonly routesLeft: number
  /** s of wall clock and bytes for the routes left. */
  readonly secondsLeft: number
  readonly bytesLeft: number
}

export interface Collected {
  readonly routes: readonly CollectedRoute[]
  /** Routes whose shards were there already. */
  readonly skipped: number
}

/**
 * Collects the samples of every seed that has no shard yet. The first route is driven alone and measured; then the others,
 * on as many threads as `jobs`. A route that is interrupted leaves nothing but a `.partial` file and is driven again.
 */
export async function collectDrives(request: CollectRequest): Promise<Collected> {
  const { seeds, folder, jobs, onBudget } = request
  mkdirSync(folder, { recursive: true })
  keepVocabulary(folder, request.vocabulary)
  const open = seeds.filter((seed) => !isCollected(seed, request))
  const skipped = seeds.length - open.length
  const progress = createProgress()
  const routes: CollectedRoute[] = []
  const [firstSeed, ...others] = open
  if (firstSeed === undefined) return { routes, skipped }
  try {
    const first = await collectRoute(firstSeed, request, (time) =>
      progress.update(`collect: route ${firstSeed}, ${time.toFixed(0)} s driven`),
    )
    routes.push(first)
    progress.done()
    onBudget(budgetOf(first, others.length, jobs))
    const began = performance.now()
    await collectRest(request, others, (route) => {
      routes.push(route)
      const done = routes.length - 1
      const left = ((others.length - done) * (performance.now() - began)) / done / 60_000
      progress.update(`collect: ${routes.length} of ${open.length} routes, ${left.toFixed(0)} min left`)
    })
  } finally {
    progress.done()
  }
  return { routes: routes.sort((a, b) => a.seed - b.seed), skipped }
}

function budgetOf(first: CollectedRoute, routesLeft: number, jobs: number): CollectBudget {
  const seconds = first.driving + first.labelling
  const secondsLeft = (routesLeft * seconds) / Math.max(1, Math.min(jobs, routesLeft))
  return { first, routesLeft, secondsLeft, bytesLeft: routesLeft * first.bytes }
}

async function collectRest(
  { folder, vocabulary, seconds, driver, isSupervised, jobs }: CollectRequest,
  seeds: readonly number[],
  done: (route: CollectedRoute) => void,
): Promise<void> {
  const open = [...seeds]
  const options: CollectOptions = { folder, vocabulary, seconds, driver, isSupervised }
  const work = async (collect: (seed: number) => Promise<CollectedRoute>) => {
    for (let seed = open.shift(); seed !== undefined; seed = open.shift()) done(await collect(seed))
  }
  if (jobs <= 1) return work((seed) => collectRoute(seed, options))
  const entry = workerEntry('collect-worker', import.meta.url)
  const threads = Array.from(
    { length: Math.min(jobs, open.length) },
    () => new RestartingWorker<null, number, CollectedRoute>(entry, options, () => {}),
  )
  try {
    await Promise.all(threads.map((thread) => work((seed) => thread.run(seed))))
  } finally {
    await Promise.all(threads.map((thread) => thread.close()))
  }
}
