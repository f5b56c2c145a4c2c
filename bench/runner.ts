import { cpus } from 'node:os'
import { Bench } from 'tinybench'
import type { BenchCase } from './case.ts'
import { referenceKernel } from './reference-kernel.ts'

export interface CaseResult {
  readonly name: string
  readonly n: number
  /** ms a call. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly p999: number
  readonly max: number
  /** Amount a second at the median, and its unit. */
  readonly rate: number
  readonly unit: string
  /** Median over the reference kernel's median beside it: the machine's speed drops out. */
  readonly normalized: number
}

export interface BenchReport {
  readonly version: string
  readonly node: string
  readonly cpu: string
  readonly cores: number
  readonly date: string
  /** One list of results a repeat. */
  readonly repeats: readonly (readonly CaseResult[])[]
}

export interface RunOptions {
  readonly repeats: number
  /** ms of measuring a case and repeat. */
  readonly time: number
  readonly version: string
  readonly progress?: (text: string) => void
}

/** Runs every case `repeats` times, repeats outermost so that a slow minute of the machine does not hit one case alone. */
export async function runCases(cases: readonly BenchCase[], options: RunOptions): Promise<BenchReport> {
  const repeats: CaseResult[][] = []
  for (let repeat = 0; repeat < options.repeats; repeat++) {
    const results: CaseResult[] = []
    for (const benchCase of cases) {
      options.progress?.(`${benchCase.name} (${repeat + 1}/${options.repeats})`)
      const result = await runCase(benchCase, options.time)
      if (result) results.push(result)
    }
    repeats.push(results)
  }
  const { version } = options
  const cpu = cpus()[0]?.model ?? 'unknown'
  return { version, node: process.version, cpu, cores: cpus().length, date: new Date().toISOString(), repeats }
}

async function runCase(benchCase: BenchCase, time: number): Promise<CaseResult | null> {
  const call = await benchCase.prepare()
  if (!call) return null
  // Slow cases (a whole replay) need few samples for a median, not the 64 of the default.
  const bench = new Bench({ time, iterations: 5, warmupTime: time / 4, warmupIterations: 2, retainSamples: true })
  bench.add('kernel before', referenceKernel, { async: false })
  bench.add('case', call.run)
  bench.add('kernel after', referenceKernel, { async: false })
  await bench.run()
  await call.dispose?.()
  const failed = bench.tasks.find((task) => task.result.state === 'errored')
  if (failed?.result.state === 'errored') throw failed.result.error
  const [before, samples, after] = bench.tasks.map(samplesOf)
  const kernel = (quantile(before!, 0.5) + quantile(after!, 0.5)) / 2
  const p50 = quantile(samples!, 0.5)
  return {
    name: benchCase.name,
    n: samples!.length,
    p50,
    p95: quantile(samples!, 0.95),
    p99: quantile(samples!, 0.99),
    p999: quantile(samples!, 0.999),
    max: samples!.at(-1)!,
    rate: (benchCase.perCall.amount / p50) * 1000,
    unit: benchCase.perCall.unit,
    normalized: p50 / kernel,
  }
}

function samplesOf(task: Bench['tasks'][number]): readonly number[] {
  const samples = 'latency' in task.result ? task.result.latency.samples : undefined
  if (!samples || samples.length === 0)
    throw new Error(`expected samples of '${task.name}', found state ${task.result.state}`)
  return samples
}

/** Nearest rank of ascending samples. */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)]!
}
