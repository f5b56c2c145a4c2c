import { LatencyHistogram, type LatencySummary } from '../common/statistics/latency-histogram.ts'
import { InputError } from '../core/errors.ts'
import { formatEngine } from '../core/inference.ts'
import { openNetwork } from '../io/inference/open-network.ts'
import { noiseFor } from './network-noise.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'

export interface NetworkLatencyOptions {
  readonly engine: string
  readonly queries: string
  readonly runs: string
  readonly threads: string
  readonly json?: true
}

export interface NetworkLatency {
  readonly network: string
  readonly engine: string
  readonly queries: number
  /** One a run. */
  readonly runs: readonly LatencySummary[]
  /** Of the runs' 99.9th percentiles. */
  readonly median_p999_ms: number
}

/** Untimed queries before each run: the first ones find cold caches. */
const WARM_UP = 50

/**
 * Times a network by MLPerf Automotive's single-stream rule (METRICS §4): one query after the other, each as soon as the
 * last is answered, from the filled inputs to the outputs in the caller's hands. Throws InputError for other numbers than
 * whole ones.
 */
export async function measureNetwork(path: string, options: NetworkLatencyOptions): Promise<NetworkLatency> {
  const [queries, runs, threads] = (['queries', 'runs', 'threads'] as const).map((name) => count(name, options[name]))
  const { manifest, engine } = await openNetwork(path, { engine: options.engine, threads: threads! })
  const progress = createProgress()
  try {
    const summaries: LatencySummary[] = []
    for (let run = 1; run <= runs!; run++) {
      const progressed = (done: number) =>
        progress.update(`latency: run ${run} of ${runs}, ${done} of ${queries} queries`)
      summaries.push(await measureRun(manifest, engine, queries!, progressed))
    }
    const sorted = summaries.map(({ p999_ms }) => p999_ms).sort((a, b) => a - b)
    return {
      network: manifest.name,
      engine: formatEngine(engine.description),
      queries: queries!,
      runs: summaries,
      median_p999_ms: sorted[Math.floor(sorted.length / 2)]!,
    }
  } finally {
    progress.done()
    await engine.close()
  }
}

async function measureRun(
  manifest: Parameters<typeof noiseFor>[0],
  engine: Awaited<ReturnType<typeof openNetwork>>['engine'],
  queries: number,
  progressed: (done: number) => void,
): Promise<LatencySummary> {
  // In the engine's own memory, as a planner fills it.
  const inputs = Object.fromEntries(
    Object.entries(noiseFor(manifest)).map(([name, noise]) => {
      const own = engine.inputTensor(name)
      if (own) (own.data as Float32Array).set(noise.data as Float32Array)
      return [name, own ?? noise]
    }),
  )
  const histogram = new LatencyHistogram()
  for (let query = -WARM_UP; query < queries; query++) {
    const began = performance.now()
    await engine.run(inputs)
    if (query >= 0) histogram.add(1e6 * (performance.now() - began))
    if (query % 500 === 0) progressed(query)
  }
  return histogram.summary()
}

export function latencyText({ network, engine, queries, runs, median_p999_ms }: NetworkLatency): string {
  const columns = ['p50_ms', 'p90_ms', 'p99_ms', 'p999_ms', 'max_ms'] as const
  const rows = runs.map((run, i) => [String(i + 1), ...columns.map((column) => run[column].toFixed(2))])
  const table = textTable(['run', 'p50 ms', 'p90 ms', 'p99 ms', 'p99.9 ms', 'max ms'], rows)
  return `${network}: ${queries} queries in single stream a run, ${engine}\n${table}\nmedian p99.9: ${median_p999_ms.toFixed(2)} ms`
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1) return value
  throw new InputError(`expected a whole number of at least 1 in --${name}; found '${text}'`)
}
