import type { Source } from '../core/ports.ts'
import { LineRunner, type RunnerConfig } from '../runtime/line-runner.ts'
import { paceFast } from '../runtime/pace.ts'

/** Passes after which the compiler has optimised what it ever will, and s of wall clock spent on them at most. */
const PASSES = 5
const LONGEST = 5

/**
 * Runs the source through lines that are thrown away, so that the line to be measured meets compiled code: the first
 * seconds of a fresh process are four times slower, which says nothing of a car's computer that warms up before it
 * drives. Returns the s it took.
 */
export async function warmUp(source: Source, config: RunnerConfig): Promise<number> {
  const began = config.clock()
  const spent = () => (config.clock() - began) / 1e9
  for (let pass = 0; pass < PASSES && spent() < LONGEST; pass++) {
    const runner = new LineRunner({ ...config, isRealtime: false }, () => {})
    for await (const batch of paceFast(
      source.messages(() => {}),
      config.clock,
    )) {
      await runner.feed(batch)
      if (spent() > LONGEST) break
    }
  }
  return spent()
}
