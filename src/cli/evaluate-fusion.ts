import { Command } from 'commander'
import { InputError } from '../core/errors.ts'
import {
  evaluateFusionDrive,
  type FusionDriveEvaluation,
  LEAST_INSIDE,
  MOST_INSIDE,
} from './fusion-drive-evaluation.ts'
import { evaluateGenerated } from './fusion-generated-evaluation.ts'
import { generatedTables } from './fusion-generated-tables.ts'
import {
  evaluateSynthetic,
  GAIN_PHASES,
  type GainRow,
  type SyntheticEvaluation,
} from './fusion-synthetic-evaluation.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly vehicle?: string
  readonly synthetic?: true
  readonly generated?: true
  readonly seed: string
  readonly routes: string
  readonly seeds: string
  readonly orders: string
  readonly json?: true
  readonly check?: true
}

/** `axdrive evaluate fusion`: the fused tracks against what a drive's radar says of itself, or against made-up truth. */
export function evaluateFusionCommand(): Command {
  return new Command('fusion')
    .description(
      "the radar's consistency and the lead's continuity on a drive; with --synthetic, gain and order on truth",
    )
    .argument('[drive.mcap]', 'a drive with a radar')
    .option('--vehicle <name>', "the car's table, where the drive does not name it")
    .option('--synthetic', 'scripted multi-sensor scenes with ground truth instead of a drive')
    .option(
      '--generated',
      'routes of generated worlds with ground truth instead of a drive; exit with 1 when a bound is missed',
    )
    .option('--seed <n>', 'generated: route i uses seed n + i', '1')
    .option('--routes <n>', 'generated: how many routes', '3')
    .option('--seeds <n>', 'synthetic: noise seeds a scene', '3')
    .option('--orders <n>', 'synthetic: random arrival orders that must hash to one value', '100')
    .option('--check', 'exit with 1 when a figure misses its target')
    .option('--json', 'print one JSON object')
    .action(async (path: string | undefined, options: Options) => {
      const asked = [path, options.synthetic, options.generated].filter((one) => one !== undefined).length
      if (asked !== 1) throw new InputError(`expected a drive, --synthetic or --generated, found ${asked} of them`)
      const isMet = path !== undefined ? await runDrive(path, options) : await runWithTruth(options)
      if ((options.check || options.generated) && !isMet) process.exitCode = 1
    })
}

async function runDrive(path: string, options: Options): Promise<boolean> {
  const evaluation = await evaluateFusionDrive(path, options.vehicle)
  print(options.json ? JSON.stringify(evaluation) : driveTables(evaluation))
  return evaluation.isMet
}

async function runWithTruth(options: Options): Promise<boolean> {
  if (!options.generated) return runSynthetic(options)
  const progress = createProgress()
  const evaluation = await evaluateGenerated(
    { seed: positive('--seed', options.seed), routes: positive('--routes', options.routes) },
    (text) => progress.update(text),
  )
  progress.done()
  print(options.json ? JSON.stringify(evaluation) : generatedTables(evaluation))
  return evaluation.isMet
}

function runSynthetic(options: Options): boolean {
  const progress = createProgress()
  const evaluation = evaluateSynthetic(
    { seeds: positive('--seeds', options.seeds), orders: positive('--orders', options.orders) },
    (text) => progress.update(text),
  )
  progress.done()
  print(options.json ? JSON.stringify(evaluation) : syntheticTables(evaluation))
  return evaluation.isMet
}

function driveTables({ drive, vehicle, radar, lead, warnings }: FusionDriveEvaluation): string {
  const shares = radar.map(({ name, samples, inside, scale }) => [name, samples, percent(inside), scale.toFixed(2)])
  const episodes = lead.episodes.map((episode) => [
    episode.id,
    episode.from_s.toFixed(2),
    episode.to_s.toFixed(2),
    episode.first_gap_m.toFixed(1),
    episode.last_gap_m.toFixed(1),
  ])
  return [
    `${drive} (${vehicle}): normalised innovations inside their 95 % interval, expected ${percent(LEAST_INSIDE)} to ${percent(MOST_INSIDE)} %`,
    '',
    textTable(['radar', 'updates', 'inside, %', 'mean square over expected'], shares),
    '',
    `lead followed for ${lead.followed_s.toFixed(1)} s, breaks (one car, two ids): ${lead.breaks}`,
    '',
    textTable(['lead', 'from, s', 'to, s', 'first gap, m', 'last gap, m'], episodes),
    ...warnings.map(({ code, count, first }) => `warning   ${code} ${count} times, first: ${first}`),
  ].join('\n')
}

function syntheticTables({ seeds, gain, drops, radial, order }: SyntheticEvaluation): string {
  const header = [
    'sensors',
    'position, m',
    'velocity, m/s',
    'missed, %',
    'false tracks',
    ...GAIN_PHASES.map(phaseTitle),
  ]
  const row = (one: GainRow) => [
    one.sensors,
    one.position_rmse_m.toFixed(2),
    one.velocity_rmse_mps.toFixed(2),
    one.missed_percent.toFixed(1),
    one.false_tracks.toFixed(2),
    ...GAIN_PHASES.map((phase) => orDash(one.radial_rmse_mps[phase])),
  ]
  const compared = radial.map((one) => [
    one.without,
    one.phase,
    one.without_mps.toFixed(3),
    one.with_radar_mps.toFixed(3),
    one.samples,
    percent(1 - one.with_radar_mps / one.without_mps),
    one.isMet ? 'met' : 'MISSED',
  ])
  return [
    `RMSE over all scripted scenes, ${seeds} seeds; velocity along the sight of cars ahead in plain view: in a track's first second, braking, steady after 3 s`,
    '',
    textTable(header, gain.map(row)),
    '',
    'all sensors, one kind silent from 3 to 5 s, scored in these 2 s',
    '',
    textTable(header, drops.map(row)),
    '',
    textTable(['radar added to', 'phase', 'without, m/s', 'with, m/s', 'samples', 'lower by, %', ''], compared),
    '',
    `order     ${order.orders} random arrival orders: ${order.hashes} hash over ${order.stamps} stamps and ${order.objects} objects (${order.hash.slice(0, 16)})`,
  ].join('\n')
}

function phaseTitle(phase: (typeof GAIN_PHASES)[number]): string {
  return `${phase}, m/s`
}

/** Nothing of that phase happened. */
const orDash = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(3))
const percent = (share: number) => (100 * share).toFixed(1)

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (!(Number.isInteger(value) && value >= 1)) {
    throw new InputError(`expected a whole number of at least 1 in ${option}, found '${text}'`)
  }
  return value
}
