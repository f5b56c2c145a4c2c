import { writeFileSync } from 'node:fs'
import { InputError } from '../core/errors.ts'
import { type DrawnDrive, drawInfractions } from '../simulation/pictures/infraction-picture.ts'
import { drawInfractionSheet } from '../simulation/pictures/infraction-sheet.ts'
import type { Episode } from '../simulation/scenarios/episode.ts'
import { type EpisodeRequest, EpisodeSource } from './simulate-episodes.ts'
import type { DrivenTask } from './simulate-run.ts'

/** Drives on one sheet; of more, the worst. */
const MOST_DRIVES = 24

/**
 * Draws where drives went wrong into a PNG file: one drive large, several as a sheet, the worst first where they are many.
 * Throws InputError when the file cannot be written.
 */
export async function writeInfractionPicture(
  path: string,
  driven: readonly DrivenTask[],
  request: EpisodeRequest,
): Promise<void> {
  const score = ({ result }: DrivenTask) => result.outcome.row.driving_score
  const worst = [...driven].sort((a, b) => score(a) - score(b)).slice(0, MOST_DRIVES)
  const shown = driven.length > MOST_DRIVES ? worst : driven
  const episodes = new EpisodeSource(request)
  const drives: DrawnDrive[] = []
  for (const one of shown) drives.push(drawn(one, await episodes.episode(one.task.place)))
  const [first] = drives
  const picture = drives.length === 1 && first ? await drawInfractions(first) : await drawInfractionSheet(drives)
  try {
    writeFileSync(path, picture)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new InputError(`expected to write the picture, found ${reason}: ${path}`)
  }
}

function drawn({ task, result }: DrivenTask, { index, route, routeBegin, routeEnd }: Episode): DrawnDrive {
  const { row, infractions, path } = result.outcome
  const { x, y, station } = route.line
  const points: number[] = []
  station.forEach((at, i) => {
    if (at >= routeBegin && at <= routeEnd) points.push(x[i]!, y[i]!)
  })
  const { planner, scene, isSupervised } = task.entrant
  const raw = isSupervised ? '' : ', raw'
  return {
    map: index.map,
    path: Float64Array.from(path),
    route: Float64Array.from(points),
    infractions: infractions.map(({ kind, t_s, x: atX, y: atY }) => ({ kind, time: t_s, x: atX, y: atY })),
    title: `${row.name}: ${planner} (${scene}${raw}), driving ${row.driving_score.toFixed(1)}, ${row.end}`,
  }
}
