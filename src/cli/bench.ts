import { readFileSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { type CaseVerdict, compareReports, SLOWDOWN_LIMIT } from '../../bench/compare.ts'
import { BENCH_CASES } from '../../bench/corpus.ts'
import { type BenchReport, runCases } from '../../bench/runner.ts'
import { InputError } from '../core/errors.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'
import { VERSION } from './version.ts'

interface BenchOptions {
  readonly filter?: string
  readonly quick?: true
  readonly json?: true
  readonly output?: string
  readonly baseline?: string
  readonly repeats: string
  readonly time: string
}

export function benchCommand(): Command {
  return new Command('bench')
    .description('measure the hot paths; with a baseline, fail what became slower')
    .option('--filter <regexp>', 'only the cases whose name matches')
    .option('--quick', "only the cases of CI's short run, one short repeat")
    .option('--repeats <n>', 'repeats of every case', '3')
    .option('--time <ms>', 'measuring time of a case and repeat', '500')
    .option('--json', 'print the report as one JSON object')
    .option('-o, --output <file>', 'write the report as JSON, to be a --baseline later')
    .option('--baseline <file>', `exit 1 when a median is over ${SLOWDOWN_LIMIT} times slower in two of three repeats`)
    .action(runBench)
}

async function runBench(options: BenchOptions): Promise<void> {
  const cases = BENCH_CASES.filter(
    ({ name, isQuick }) => (options.quick ? isQuick : true) && matches(options.filter, name),
  )
  if (cases.length === 0) {
    const names = BENCH_CASES.map(({ name }) => name).join(', ')
    throw new InputError(`expected --filter to match one of ${names}; found none for '${options.filter}'`)
  }
  const baseline = options.baseline === undefined ? null : readBaseline(options.baseline)
  const progress = createProgress()
  const report = await runCases(cases, {
    repeats: options.quick && !baseline ? 1 : positive('--repeats', options.repeats),
    time: options.quick ? 150 : positive('--time', options.time),
    version: VERSION,
    progress: (text) => progress.update(text),
  })
  progress.done()
  if (options.output !== undefined) writeFileSync(options.output, `${JSON.stringify(report, null, 1)}\n`)
  const verdicts = baseline ? compareReports(baseline, report) : []
  if (options.json) console.log(JSON.stringify({ ...report, verdicts }))
  else print(report, verdicts)
  if (baseline && verdicts.length === 0)
    throw new InputError(`expected common cases in ${options.baseline}, found none`)
  if (verdicts.some(({ isSlower }) => isSlower)) process.exitCode = 1
}

function matches(filter: string | undefined, name: string): boolean {
  if (filter === undefined) return true
  try {
    return new RegExp(filter).test(name)
  } catch {
    throw new InputError(`expected a regular expression in --filter, found '${filter}'`)
  }
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (!(value >= 1)) throw new InputError(`expected a number of at least 1 in ${option}, found '${text}'`)
  return value
}

function readBaseline(path: string): BenchReport {
  let report: BenchReport
  try {
    report = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new InputError(
      `expected a benchmark report at ${path}, found ${error instanceof Error ? error.message : error}`,
    )
  }
  if (!Array.isArray(report.repeats)) throw new InputError(`expected a benchmark report at ${path}, found no 'repeats'`)
  return report
}

function print(report: BenchReport, verdicts: readonly CaseVerdict[]): void {
  console.log(`axdrive ${report.version}, Node ${report.node}, ${report.cores} x ${report.cpu}, ${report.date}`)
  for (const [index, repeat] of report.repeats.entries()) {
    console.log(`\nrepeat ${index + 1}: ms a call; rate at the median; normalised by the reference kernel`)
    const rows = repeat.map((result) => [
      result.name,
      result.n,
      ...[result.p50, result.p95, result.p99, result.p999, result.max].map((ms) => ms.toPrecision(3)),
      `${rate(result.rate)} ${result.unit}/s`,
      result.normalized.toPrecision(3),
    ])
    console.log(textTable(['case', 'n', 'p50', 'p95', 'p99', 'p99.9', 'max', 'rate', 'normalised'], rows))
  }
  if (verdicts.length === 0) return
  const rows = verdicts.map(({ name, ratios, isSlower }) => [
    name,
    ratios.map((ratio) => ratio.toFixed(2)).join(' '),
    isSlower ? `SLOWER than ${SLOWDOWN_LIMIT} times the baseline` : 'ok',
  ])
  console.log(`\nagainst the baseline:\n${textTable(['case', 'ratio a repeat', 'verdict'], rows)}`)
}

function rate(value: number): string {
  const [divisor, suffix] = value >= 1e6 ? [1e6, ' M'] : value >= 1e3 ? [1e3, ' k'] : [1, ' ']
  return (value / divisor).toPrecision(4) + suffix.trimEnd()
}
