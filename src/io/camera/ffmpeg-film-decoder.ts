import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { RawImage } from '../images/image-file.ts'
import { accessUnitDelimiter, type FilmFormat } from './annex-b.ts'
import type { FilmDecoder } from './film-decoder.ts'
import { PortablePixmaps } from './portable-pixmaps.ts'

const DEMUXERS: Readonly<Record<FilmFormat, string>> = { h264: 'h264', h265: 'hevc' }

export interface FfmpegPatience {
  /**
   * ms. A film that reorders its pictures gives the first one some access units late, which only waiting can tell: until
   * it is there, the program's start included, each unit is given this long.
   */
  readonly first: number
  /** ms for each later picture; a unit that gives none leaves the order of the rest in doubt. */
  readonly later: number
}

const PATIENCE: FfmpegPatience = { first: 1500, later: 3000 }

/**
 * The `ffmpeg` program as a child process, for where WebCodecs cannot be loaded. Pictures are told apart by their order
 * alone, so a film must not have pictures that depend on later ones (Foxglove's CompressedVideo forbids them too).
 */
export function openFfmpegFilmDecoder(format: FilmFormat, program = 'ffmpeg', patience = PATIENCE): FilmDecoder {
  const child = spawn(program, argumentsFor(format), { stdio: 'pipe' })
  const output = new Outputs(child)
  const waiting: number[] = []
  let hasBegun = false
  return {
    async decode(id, unit) {
      waiting.push(id)
      // Without the next unit's beginning the program cannot know that this one is complete.
      child.stdin.write(Buffer.concat([unit, accessUnitDelimiter(format)]))
      const images = await output.next(hasBegun ? patience.later : patience.first)
      if (images.length === 0 && hasBegun) {
        throw new Error(`expected a picture within ${patience.later} ms, found none`)
      }
      hasBegun ||= images.length > 0
      return images.map((image) => ({ id: waiting.shift()!, image }))
    },
    close() {
      child.stdin.destroy()
      child.kill('SIGKILL')
    },
  }
}

/** One thread each, for frame threads hold pictures back; no analysis of the input beyond its first bytes. */
function argumentsFor(format: FilmFormat): readonly string[] {
  const input = ['-probesize', '32', '-analyzeduration', '0', '-flags', 'low_delay', '-threads', '1']
  const film = ['-f', DEMUXERS[format], '-i', 'pipe:0']
  const pictures = ['-fps_mode', 'passthrough', '-threads', '1', '-f', 'image2pipe', '-c:v', 'ppm', 'pipe:1']
  return ['-hide_banner', '-loglevel', 'error', ...input, ...film, ...pictures]
}

/** The pictures that the program has written, and who waits for the next one. */
class Outputs {
  readonly #images: RawImage[] = []
  #failure: Error | null = null
  #wake = (): void => {}

  constructor(child: ChildProcessWithoutNullStreams) {
    const pixmaps = new PortablePixmaps()
    let complaint = ''
    const fail = (error: Error) => {
      this.#failure ??= error
      this.#wake()
    }
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        const images = pixmaps.push(chunk)
        this.#images.push(...images)
        if (images.length > 0) this.#wake()
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)))
      }
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = chunk.toString().split('\n')[0]!.slice(0, 200)
    })
    // Its own death is told by `close`; writing to it then fails too.
    child.stdin.on('error', () => {})
    child.on('error', fail)
    child.on('close', (code) => fail(new Error(`expected ffmpeg to run, found it ended with ${code}: ${complaint}`)))
  }

  /** All that are there, or the first to come; none when none came within `wait` ms. Rejects once the program failed. */
  async next(wait: number): Promise<readonly RawImage[]> {
    if (this.#images.length === 0 && this.#failure === null) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    if (this.#images.length === 0 && this.#failure !== null) throw this.#failure
    return this.#images.splice(0)
  }
}
