import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import { composePng, type Layer } from '../../io/images/layers.ts'
import type { Moment } from './moment.ts'
import {
  CLASS_COLOURS,
  DRIVEN_COLOUR,
  drawGround,
  drawOverlay,
  PLAN_COLOUR,
  RADAR_COLOUR,
  TRUTH_COLOUR,
  text,
} from './moment-drawing.ts'
import { emptyRaster, rasterOfPoints } from './point-raster.ts'
import type { TopView } from './top-view.ts'

/** Pixels. */
const WIDTH = 1600
const GAP = 8
const HEADER = 34
const COLUMNS = 3
const TOP_VIEW = { width: 1180, height: 660 } as const
const BACKGROUND = '#101316'
const PANEL = '#191d22'
const BRIGHT = '#eef1f4'
const DIM = '#9aa2ab'

/** As one looks around: ahead in the upper row, back in the lower one. Other cameras follow by name. */
const PLACES = ['front-left', 'front', 'front-right', 'back-left', 'back', 'back-right']

/** One moment of a drive as a sheet, PNG: images, the scene from above, and what the stack says in words. */
export async function drawMoment(moment: Moment): Promise<Uint8Array> {
  const cellWidth = Math.floor((WIDTH - (COLUMNS + 1) * GAP) / COLUMNS)
  const cellHeight = Math.round(cellWidth / 2)
  const images = [...moment.images].sort((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1))
  const rows = Math.ceil(images.length / COLUMNS)
  const top = HEADER + rows * (cellHeight + GAP) + GAP
  const height = top + TOP_VIEW.height + GAP
  const layers: Layer[] = []
  const labels: string[] = [header(moment)]
  images.forEach(({ name, bytes, age }, i) => {
    const left = GAP + (i % COLUMNS) * (cellWidth + GAP)
    const upper = HEADER + GAP + Math.floor(i / COLUMNS) * (cellHeight + GAP)
    layers.push({ kind: 'encoded', left, top: upper, width: cellWidth, height: cellHeight, bytes })
    labels.push(label(left, upper, words(name, ago(age))))
  })
  layers.push(...topView(moment, top))
  labels.push(panel(moment, GAP + TOP_VIEW.width + GAP, top))
  layers.push(svgLayer(0, 0, WIDTH, height, labels.join('\n')))
  return composePng(WIDTH, height, BACKGROUND, layers)
}

function topView(moment: Moment, top: number): Layer[] {
  const view: TopView = { ...TOP_VIEW, centreX: 24, centreY: 0, yaw: 0, scale: 7.2 }
  const { width, height } = view
  const raster = emptyRaster(view)
  for (const { x, y, z } of moment.clouds) rasterOfPoints(view, x, y, z, raster)
  const ground = `<rect width="${width}" height="${height}" fill="#15181c"/>${drawGround(moment, view)}`
  return [
    svgLayer(GAP, top, width, height, ground),
    { kind: 'raw', left: GAP, top, image: raster },
    svgLayer(GAP, top, width, height, drawOverlay(moment, view)),
  ]
}

function svgLayer(left: number, top: number, width: number, height: number, content: string): Layer {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`
  return { kind: 'svg', left, top, text: `${svg}${content}</svg>` }
}

function place(name: string): number {
  const index = PLACES.indexOf(name)
  return index < 0 ? PLACES.length : index
}

function header({ drive, time }: Moment): string {
  return text(GAP + 4, 24, `${drive}   at ${time.toFixed(3)} s`, BRIGHT, 17, 'bold')
}

function label(left: number, top: number, content: string): string {
  const width = 14 + 7.4 * content.length
  const plate = `<rect x="${left}" y="${top}" width="${width}" height="20" fill="#000" fill-opacity="0.55"/>`
  return plate + text(left + 7, top + 14.5, content, BRIGHT, 12)
}

/** The words beside the view from above. */
function panel(moment: Moment, left: number, top: number): string {
  const width = WIDTH - left - GAP
  const parts = [`<rect x="${left}" y="${top}" width="${width}" height="${TOP_VIEW.height}" fill="${PANEL}"/>`]
  let y = top + 26
  const say = (content: string, colour = DIM, size = 13) => {
    for (const row of wrap(content, Math.floor((width - 28) / (0.56 * size)))) {
      parts.push(text(left + 14, y, row, colour, size))
      y += 1.5 * size
    }
  }
  for (const [title, ...rows] of paragraphs(moment)) {
    say(title!, BRIGHT, 14)
    for (const row of rows) say(row)
    y += 8
  }
  say('Drawn', BRIGHT, 14)
  for (const [colour, words] of legend(moment)) {
    parts.push(`<rect x="${left + 14}" y="${y - 9}" width="14" height="9" fill="${colour}"/>`)
    parts.push(text(left + 36, y, words, DIM, 12.5))
    y += 18
  }
  return parts.join('\n')
}

function paragraphs(moment: Moment): string[][] {
  const { pose, plan, command, tracks, truth, clouds, radars } = moment
  const list: string[][] = []
  if (pose) {
    const heading = (pose.yaw / RADIANS_PER_DEGREE).toFixed(1)
    const where = `east ${pose.x.toFixed(1)} m, north ${pose.y.toFixed(1)} m, heading ${heading}°`
    const speed = `${pose.speed.toFixed(2)} m/s = ${(3.6 * pose.speed).toFixed(1)} km/h`
    list.push([`Ego (${pose.source})`, ...(Number.isFinite(pose.speed) ? [speed] : []), where])
  } else list.push(['Ego', 'no pose in the drive here'])
  if (plan) {
    const last = plan.points.at(-1)
    const end = last
      ? `${last.time.toFixed(1)} s ahead: ${last.speed.toFixed(1)} m/s, ${last.x.toFixed(1)} m on`
      : 'empty'
    list.push([`Plan (${plan.planner})`, end, plan.reason])
  }
  if (command) {
    const angle = (command.frontWheelAngle / RADIANS_PER_DEGREE).toFixed(2)
    const limits = command.limits.length > 0 ? [`limits: ${command.limits.join(', ')}`] : []
    const asked = `${command.acceleration.toFixed(2)} m/s², wheels ${angle}°`
    list.push([`Command: ${command.mode}`, asked, ...limits, ...(command.reason ? [command.reason] : [])])
  }
  const counts: string[] = []
  if (tracks)
    counts.push(`${tracks.filter(({ isConfirmed }) => isConfirmed).length} tracks, ${tracks.length} with unconfirmed`)
  if (truth) counts.push(`${truth.length} true road users`)
  for (const { name, x, age } of clouds) counts.push(words(`lidar ${name}: ${x.length} points`, ago(age)))
  for (const { name, targets, age } of radars) counts.push(words(`radar ${name}: ${targets.length}`, ago(age)))
  list.push(['Around', ...(counts.length > 0 ? counts : ['nothing recorded here'])])
  return list
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}

function ago(age: number): string {
  const milliseconds = Math.round(1e3 * age)
  if (milliseconds === 0) return ''
  return milliseconds > 0 ? `${milliseconds} ms before` : `${-milliseconds} ms later`
}

function legend({ tracks, truth, plan, radars, pose }: Moment): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = []
  const classes = new Set((tracks ?? []).map((track) => track.class))
  for (const name of classes) rows.push([CLASS_COLOURS[name], `track: ${name}; line: 1 s of its velocity`])
  if (truth) rows.push([TRUTH_COLOUR, 'truth'])
  if (plan) rows.push([PLAN_COLOUR, 'plan, a dot every second'])
  if (radars.length > 0) rows.push([RADAR_COLOUR, 'radar; line: 1 s of range rate'])
  if (pose) rows.push([DRIVEN_COLOUR, 'driven; dotted: still to come'])
  return rows
}

function wrap(content: string, columns: number): string[] {
  const rows: string[] = []
  let row = ''
  for (const word of content.split(' ')) {
    if (row !== '' && row.length + word.length >= columns) {
      rows.push(row)
      row = word
    } else row = row === '' ? word : `${row} ${word}`
  }
  return row === '' ? rows : [...rows, row]
}
