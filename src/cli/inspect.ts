import { Command } from 'commander'
import type { WarningCount } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { type DriveContents, driveContents } from './drive-contents.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'

interface InspectOptions {
  readonly json?: true
  readonly picture?: string
  readonly raster?: string
  readonly planner?: string
  readonly at?: string
  readonly outputs?: string
}

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('show topics, counts, rates, gaps, time span and ground truth of a drive')
    .argument('<drive.mcap>')
    .option('--json', 'print one JSON object')
    .option('--picture <out.png>', 'draw one moment instead: images, lidar and radar from above, boxes, plan')
    .option('--raster <out.png>', "draw the planner's raster at one moment instead, channel by channel")
    .option('--planner <name>', 'with --raster: what this network (e2e, or a manifest) plans, finds and draws there')
    .option('--at <seconds>', 'the moment to draw, since the origin of the drive; default: its middle')
    .option(
      '--outputs <out.mcap>',
      "what a replay of the drive gave: its tracks and plan are drawn on the drive's data",
    )
    .action(async (path: string, options: InspectOptions) => {
      const drive = await openDrive(path)
      if (options.picture !== undefined || options.raster !== undefined) {
        await drawPictures(drive, options)
        return
      }
      const progress = createProgress()
      const last = drive.info().span?.last ?? 0
      const contents = await driveContents(drive, (stamp) =>
        progress.update(`reading ${drive.name}: ${last > 0 ? Math.round((100 * stamp) / last) : 0} %`),
      )
      progress.done()
      process.stdout.write(`${options.json ? JSON.stringify(contents) : formatContents(contents)}\n`)
    })
}

async function drawPictures(
  drive: DriveReader,
  { picture, raster, planner, at, outputs }: InspectOptions,
): Promise<void> {
  const drawn = async (path: string, warnings: Promise<readonly WarningCount[]>) => {
    for (const { code, count, first } of await warnings) {
      console.error(`warning: ${code} ${count} times, first: ${first}`)
    }
    process.stdout.write(`${path}\n`)
  }
  // Only here: the image library takes longer to load than most commands run.
  if (picture !== undefined) {
    const { writeMomentPicture } = await import('./inspect-picture.ts')
    const moment = {
      ...(at !== undefined && { at }),
      ...(outputs !== undefined && { outputs: await openDrive(outputs) }),
    }
    await drawn(picture, writeMomentPicture(drive, picture, moment))
  }
  if (raster !== undefined) {
    const request = { ...(at !== undefined && { at }), ...(planner !== undefined && { planner }) }
    const { writeRasterPicture } = await import('./inspect-raster.ts')
    await drawn(raster, writeRasterPicture(drive, raster, request))
  }
}

/** The contents as a person reads them. */
export function formatContents(contents: DriveContents): string {
  const { topics, can_frames: frames, skipped, warnings } = contents
  const rows = topics.map((topic) => [
    topic.topic,
    topic.schema,
    topic.count,
    number(topic.rate_hz, 2),
    number(topic.first_s, 3),
    number(topic.last_s, 3),
    number(topic.longest_gap_s, 3),
    number(topic.longest_gap_at_s, 3),
    topic.out_of_order,
  ])
  const header = ['topic', 'schema', 'count', 'Hz', 'from s', 'to s', 'longest gap s', 'at s', 'out of order']
  const total = Object.values(frames).reduce((sum, count) => sum + count, 0)
  const buses = Object.entries(frames).map(([bus, count]) => `${count} on bus ${bus}`)
  return [
    `drive        ${contents.drive}, ${(contents.size_bytes / 1e6).toFixed(2)} MB${contents.indexed ? '' : ', without an index'}`,
    `time         ${contents.duration_s.toFixed(3)} s, ${contents.messages} messages`,
    `origin       ${origin(contents)}`,
    ...(contents.recorded_by ? [`recorded by  ${contents.recorded_by}`] : []),
    `arrival      ${arrival(contents)}`,
    `truth        ${contents.ground_truth.join(', ') || 'none'}`,
    ...(total > 0 ? [`CAN frames   ${total}: ${buses.join(', ')}`] : []),
    ...(topics.length > 0 ? ['', textTable(header, rows)] : []),
    ...skipped.map(
      ({ topic, schema, count }) => `skipped      ${topic} (${schema || 'no schema'}), ${count ?? 'unknown'} messages`,
    ),
    ...warnings.map(({ code, count, first }) => `warning      ${code} ${count} times, first: ${first}`),
  ].join('\n')
}

function origin({ origin_ns: origin, origin_declared: isDeclared, time_scale: scale }: DriveContents): string {
  const milliseconds = Number(BigInt(origin) / 1_000_000n)
  const date = scale === 'unix' ? ` (${new Date(milliseconds).toISOString()})` : ''
  return `${origin} ns, ${scale}${date}${isDeclared ? '' : '; not declared: the first log time'}`
}

function arrival({ arrival, topics }: DriveContents): string {
  if (arrival === 'measurement') return 'arrival = measurement: the source had no arrival stamps'
  const largest = Math.max(...topics.map(({ largest_delay_s: delay }) => delay))
  return `recorded, at most ${(largest * 1e3).toFixed(1)} ms after the measurement`
}

function number(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits)
}
