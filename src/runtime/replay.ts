import type { Source } from '../core/ports.ts'
import { type Consumer, LineRunner, type RunnerConfig, type RunSummary } from './line-runner.ts'
import { paceFast, paceRealtime } from './pace.ts'

/** Runs the line over a recorded source to its end. `wall` is the run's time on the clock, s. */
export async function replay(
  source: Source,
  config: RunnerConfig,
  consume: Consumer,
): Promise<RunSummary & { readonly wall: number }> {
  const runner = new LineRunner(config, consume)
  const began = config.clock()
  const batches = source.messages(runner.warn)
  const paced = config.isRealtime ? paceRealtime(batches, config.clock) : paceFast(batches, config.clock)
  for await (const batch of paced) await runner.feed(batch)
  const summary = await runner.finish()
  return { ...summary, wall: (config.clock() - began) / 1e9 }
}
