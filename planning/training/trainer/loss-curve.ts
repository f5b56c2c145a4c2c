import { composePng } from '../../../src/io/images/layers.ts'

/** Means since the point before. */
export interface CurvePoint {
  /** Steps done. */
  readonly step: number
  readonly loss: number
  readonly gradientNorm: number
  readonly terms: Readonly<Record<string, number>>
  /** Loss and terms on the evaluation samples, at the points where they were evaluated. */
  readonly evaluation: { readonly loss: number; readonly terms: Readonly<Record<string, number>> } | null
}

const WIDTH = 960
const HEIGHT = 540
const LEFT = 70
const RIGHT = 20
const TOP = 44
const BOTTOM = 44
const COLOURS = { background: '#101316', line: '#2a3038', text: '#9aa2ab', bright: '#eef1f4' }
const TRAINING = '#5aa9e6'
const EVALUATION = '#f2a541'

/**
 * The loss over the steps as PNG, logarithmic: what was trained on as a line, the evaluation as a line with dots.
 * Throws when there is no point with a loss above zero.
 */
export async function drawLossCurve(curve: readonly CurvePoint[], title: string): Promise<Uint8Array> {
  const training = curve.map(({ step, loss }) => ({ step, loss })).filter(isDrawable)
  const evaluation = curve
    .flatMap(({ step, evaluation }) => (evaluation ? [{ step, loss: evaluation.loss }] : []))
    .filter(isDrawable)
  const all = [...training, ...evaluation]
  if (all.length === 0) throw new Error('expected a loss above zero to draw, found none')
  const axes = axesOf(all)
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">`,
    ...grid(axes),
    line(training, axes, TRAINING),
    line(evaluation, axes, EVALUATION),
    ...evaluation.map((point) => `<circle ${at(point, axes)} r="3" fill="${EVALUATION}"/>`),
    label(LEFT, 26, title, COLOURS.bright, 16),
    label(WIDTH - 300, 26, `training ${last(training)}`, TRAINING, 14),
    evaluation.length > 0 ? label(WIDTH - 150, 26, `evaluation ${last(evaluation)}`, EVALUATION, 14) : '',
    '</svg>',
  ]
  return composePng(WIDTH, HEIGHT, COLOURS.background, [{ kind: 'svg', left: 0, top: 0, text: svg.join('\n') }])
}

interface Point {
  readonly step: number
  readonly loss: number
}

interface Axes {
  readonly steps: number
  /** Decades: log10 of the loss at the bottom and at the top. */
  readonly low: number
  readonly high: number
}

function isDrawable({ loss }: Point): boolean {
  return Number.isFinite(loss) && loss > 0
}

function axesOf(points: readonly Point[]): Axes {
  const decades = points.map(({ loss }) => Math.log10(loss))
  const [low, high] = [Math.min(...decades), Math.max(...decades)]
  const margin = Math.max(0.05, 0.05 * (high - low))
  return { steps: Math.max(...points.map(({ step }) => step)), low: low - margin, high: high + margin }
}

function x(step: number, { steps }: Axes): number {
  return LEFT + ((WIDTH - LEFT - RIGHT) * step) / steps
}

function y(loss: number, { low, high }: Axes): number {
  return TOP + ((HEIGHT - TOP - BOTTOM) * (high - Math.log10(loss))) / (high - low)
}

function at({ step, loss }: Point, axes: Axes): string {
  return `cx="${x(step, axes).toFixed(1)}" cy="${y(loss, axes).toFixed(1)}"`
}

function line(points: readonly Point[], axes: Axes, colour: string): string {
  const list = points.map(({ step, loss }) => `${x(step, axes).toFixed(1)},${y(loss, axes).toFixed(1)}`)
  return `<polyline points="${list.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.6"/>`
}

/** Lines at 1, 2 and 5 of each decade, and at four steps. */
function grid(axes: Axes): string[] {
  const parts: string[] = []
  for (let decade = Math.floor(axes.low); decade <= Math.ceil(axes.high); decade++) {
    for (const digit of [1, 2, 5]) {
      const loss = digit * 10 ** decade
      if (Math.log10(loss) < axes.low || Math.log10(loss) > axes.high) continue
      const height = y(loss, axes)
      parts.push(rule(LEFT, height, WIDTH - RIGHT, height), label(8, height + 4, formatLoss(loss), COLOURS.text, 12))
    }
  }
  for (let quarter = 0; quarter <= 4; quarter++) {
    const step = Math.round((axes.steps * quarter) / 4)
    const place = x(step, axes)
    parts.push(rule(place, TOP, place, HEIGHT - BOTTOM))
    parts.push(label(place - (quarter === 4 ? 40 : 10), HEIGHT - 20, `${step}`, COLOURS.text, 12))
  }
  return [...parts, label(WIDTH / 2 + 60, HEIGHT - 6, 'steps', COLOURS.text, 12)]
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${COLOURS.line}"/>`
}

function label(left: number, baseline: number, content: string, colour: string, size: number): string {
  const safe = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${left}" y="${baseline}" fill="${colour}" font-size="${size}" font-family="sans-serif">${safe}</text>`
}

function last(points: readonly Point[]): string {
  const point = points.at(-1)
  return point ? formatLoss(point.loss) : ''
}

function formatLoss(loss: number): string {
  return loss >= 1e-3 && loss < 1e4 ? String(Number(loss.toPrecision(3))) : loss.toExponential(1)
}
