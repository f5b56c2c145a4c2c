import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import {
  KITTI_MOT_CLASSES,
  type KittiMotClass,
  listKittiSequences,
  readKittiMotSequence,
  readKittiPoses,
  requireKittiDetections,
  requireKittiLabels,
} from '../../datasets/kitti-mot.ts'
import type { KittiHeading } from '../../datasets/kitti-mot-lines.ts'
import { AB3DMOT_PARAMETERS, Ab3dmotTracker } from '../../fusion/tracks/ab3dmot.ts'
import type { BoxTracker } from '../../fusion/tracks/box-tracker.ts'
import { createKittiTracker } from '../../fusion/tracks/track-parameters.ts'
import { scoreClearMot } from '../common/scoring/clear-mot.ts'
import type { MotScore } from '../common/scoring/clear-mot-types.ts'
import { LatencyHistogram } from '../common/statistics/latency-histogram.ts'
import { WarningCounter } from '../core/warning.ts'
import { type KittiRun, kittiTrackLines, readKittiRun, trackKittiRun, writeKittiTracks } from './kitti-mot-tracking.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'

const IOU_THRESHOLDS = ['0.25', '0.5', '0.7'] as const

interface TrackerChoice {
  /** One tracker a class and sequence. */
  readonly create: (kittiClass: KittiMotClass) => BoxTracker
  readonly heading: KittiHeading
}

const TRACKERS: Readonly<Record<string, TrackerChoice>> = {
  axdrive: { create: createKittiTracker, heading: 'wrapped' },
  // The baseline is there to give the published lines, headings of newborn tracks beyond ±π included.
  ab3dmot: { create: (kittiClass) => new Ab3dmotTracker(AB3DMOT_PARAMETERS[kittiClass]), heading: 'as-tracked' },
}

interface Options {
  readonly data: string
  readonly sequences?: string
  readonly tracker: string
  readonly tracks?: string
  readonly scoreOnly?: string
  readonly json?: boolean
}

/** `axdrive evaluate kitti-mot`: runs a tracker over KITTI detections and scores its tracks. */
export function evaluateKittiMotCommand(): Command {
  return new Command('kitti-mot')
    .description('track KITTI detections and score the tracks (sAMOTA, AMOTA, AMOTP, MOTA, MOTP, IDS, FRAG, FP, FN)')
    .requiredOption('--data <dir>', 'folder with detections/, labels/ and poses/')
    .option('--sequences <names>', 'comma separated, such as 0001,0006 (default: all that have detections)')
    .addOption(new Option('--tracker <name>', 'which tracker').choices(Object.keys(TRACKERS)).default('axdrive'))
    .option('--tracks <dir>', 'write the tracks there in KITTI format, one folder a class')
    .option('--score-only <dir>', 'score the tracks in this folder instead of running a tracker')
    .option('--json', 'print one JSON object instead of tables')
    .action((options: Options) => {
      const evaluation = evaluate(options)
      process.stdout.write(`${options.json ? JSON.stringify(asJson(evaluation), null, 1) : asTables(evaluation)}\n`)
    })
}

interface Evaluation {
  readonly tracker: string
  readonly sequences: readonly string[]
  /** By class, then IoU threshold. */
  readonly scores: ReadonlyMap<KittiMotClass, ReadonlyMap<string, MotScore>>
  /** Durations of the tracker's steps by class; empty where given tracks were scored. */
  readonly times: ReadonlyMap<KittiMotClass, LatencyHistogram>
}

function evaluate(options: Options): Evaluation {
  const sequences = options.sequences?.split(',').map((name) => name.trim()) ?? listKittiSequences(options.data)
  requireKittiLabels(options.data, sequences)
  const scratch = options.tracks || options.scoreOnly ? null : mkdtempSync(join(tmpdir(), 'axdrive-kitti-mot-'))
  try {
    const folder = options.scoreOnly ?? options.tracks ?? scratch ?? ''
    const times = new Map<KittiMotClass, LatencyHistogram>()
    if (!options.scoreOnly) {
      requireKittiDetections(options.data, sequences)
      const warnings = new WarningCounter()
      for (const kittiClass of KITTI_MOT_CLASSES) {
        const runs = sequences.map((name) => readKittiRun(options.data, kittiClass, name, (w) => warnings.add(w)))
        times.set(kittiClass, track(runs, kittiClass, TRACKERS[options.tracker]!, folder))
      }
      report(warnings)
    }
    const scores = new Map(
      KITTI_MOT_CLASSES.map((kittiClass) => [kittiClass, score(options.data, kittiClass, sequences, folder)] as const),
    )
    return { tracker: options.scoreOnly ?? options.tracker, sequences, scores, times }
  } finally {
    if (scratch !== null) rmSync(scratch, { recursive: true })
  }
}

function track(
  runs: readonly KittiRun[],
  kittiClass: KittiMotClass,
  { create, heading }: TrackerChoice,
  folder: string,
): LatencyHistogram {
  const times = new LatencyHistogram()
  warmUp(runs, () => create(kittiClass))
  // Timed alone, then once more for the files: reading and writing make garbage that is not the tracker's to collect.
  const trackers = runs.map(() => create(kittiClass))
  for (const [i, run] of runs.entries()) trackKittiRun(run, trackers[i]!, times)
  let unusable = 0
  for (const run of runs) {
    const tracker = create(kittiClass)
    writeKittiTracks(folder, run, kittiTrackLines(run, tracker, heading))
    unusable += tracker.unusable
  }
  if (unusable > 0) process.stderr.write(`axdrive: ${kittiClass}: ${unusable} unusable detections left out\n`)
  return times
}

function report(warnings: WarningCounter): void {
  for (const { code, count, first } of warnings.list()) {
    process.stderr.write(`axdrive: warning: ${code} ${count} times, first: ${first}\n`)
  }
}

/** Frames tracked before the clock counts: the first ones of a fresh process are compiled while they run. */
const WARM_UP_FRAMES = 6000

function warmUp(runs: readonly KittiRun[], create: () => BoxTracker): void {
  const ignored = new LatencyHistogram()
  for (let i = 0; runs.length > 0 && ignored.n < WARM_UP_FRAMES; i++) {
    trackKittiRun(runs[i % runs.length]!, create(), ignored)
    if (ignored.n === 0) return
  }
}

function score(
  root: string,
  kittiClass: KittiMotClass,
  sequences: readonly string[],
  folder: string,
): ReadonlyMap<string, MotScore> {
  const progress = createProgress()
  const loaded = sequences.map((name) => {
    const frameCount = readKittiPoses(root, name).length
    const tracks = join(folder, kittiClass, `${name}.txt`)
    return readKittiMotSequence(join(root, 'labels', `${name}.txt`), tracks, kittiClass, name, frameCount)
  })
  const scores = IOU_THRESHOLDS.map((threshold) => {
    progress.update(`scoring ${kittiClass} at IoU ${threshold}`)
    return [threshold, scoreClearMot(loaded, Number(threshold))] as const
  })
  progress.done()
  return new Map(scores)
}

/** The contract of `--json` (docs/design.md §8), no key more: ratios in percent. */
function asJson(evaluation: Evaluation): object {
  const classes = [...evaluation.scores].map(([kittiClass, byThreshold]) => {
    const rows = [...byThreshold].map(([threshold, score]) => {
      const { identitySwitches: IDS, fragments: FRAG, falsePositives: FP, falseNegatives: FN } = score.counts
      const ratios = { sAMOTA: 100 * score.sAMOTA, AMOTA: 100 * score.AMOTA, AMOTP: 100 * score.AMOTP }
      return [threshold, { ...ratios, MOTA: 100 * score.MOTA, MOTP: 100 * score.MOTP, IDS, FRAG, FP, FN }] as const
    })
    return [kittiClass, Object.fromEntries(rows)] as const
  })
  const { framesPerSecond } = speedOf([...evaluation.times.values()])
  return { ...Object.fromEntries(classes), frames_per_second: framesPerSecond }
}

/** A frame is one class of one frame; 0 where no tracker ran. */
function speedOf(times: readonly LatencyHistogram[]): { framesPerSecond: number; n: number } {
  const n = times.reduce((sum, time) => sum + time.n, 0)
  const nanoseconds = times.reduce((sum, time) => sum + time.sum, 0)
  return { framesPerSecond: nanoseconds > 0 ? n / (nanoseconds * 1e-9) : 0, n }
}

function asTables(evaluation: Evaluation): string {
  const percent = (value: number): string => (100 * value).toFixed(2)
  const rows = [...evaluation.scores].flatMap(([kittiClass, byThreshold]) =>
    [...byThreshold].map(([threshold, { counts, ...score }]) => [
      kittiClass,
      threshold,
      percent(score.sAMOTA),
      percent(score.AMOTA),
      percent(score.AMOTP),
      percent(score.MOTA),
      percent(score.MOTP),
      counts.identitySwitches,
      counts.fragments,
      counts.falsePositives,
      counts.falseNegatives,
      counts.truePositives,
      counts.groundTruths,
    ]),
  )
  const header = ['class', 'IoU', 'sAMOTA', 'AMOTA', 'AMOTP', 'MOTA', 'MOTP', 'IDS', 'FRAG', 'FP', 'FN', 'TP', 'nGT']
  const tables = [`${evaluation.tracker} on ${evaluation.sequences.join(' ')}`, textTable(header, rows)]
  if (evaluation.times.size > 0) tables.push('', textTable(SPEED_HEADER, speedRows(evaluation.times)))
  return tables.join('\n')
}

const SPEED_HEADER = ['tracker alone', 'frames', 'frames/s', 'p50 ms', 'p99 ms', 'p99.9 ms', 'max ms']

function speedRows(times: ReadonlyMap<KittiMotClass, LatencyHistogram>): (string | number)[][] {
  const rows = [...times].map(([kittiClass, time]) => {
    const { p50_ms, p99_ms, p999_ms, max_ms } = time.summary()
    const speed = Math.round(speedOf([time]).framesPerSecond)
    return [kittiClass, time.n, speed, ...[p50_ms, p99_ms, p999_ms, max_ms].map((ms) => ms.toFixed(3))]
  })
  // All classes of a frame one after the other: a third of the frames in the same time.
  const { framesPerSecond, n } = speedOf([...times.values()])
  const classes = Math.max(1, times.size)
  return [...rows, ['all classes', n / classes, Math.round(framesPerSecond / classes), '-', '-', '-', '-']]
}
