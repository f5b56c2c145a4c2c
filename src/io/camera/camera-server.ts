import { performance } from 'node:perf_hooks'
import sharp from 'sharp'
import type { PictureProblem } from '../../core/pictures.ts'
import { decodeImage } from '../images/image-file.ts'
import type { JobServer } from '../workers/serve-jobs.ts'
import { FILM_FORMATS, filmFormat } from './annex-b.ts'
import type { CameraJob, CameraReply, JobPicture } from './camera-job.ts'
import { Film } from './film.ts'
import { type FilmDecoders, loadFilmDecoders } from './open-film-decoder.ts'
import { toRgb, writeRgb } from './picture-writer.ts'

type Outcome = Omit<CameraReply, 'compute'>

/** The inside of a decoding thread: pictures one by one, films by camera. */
export async function openCameraServer(): Promise<JobServer<null, CameraJob, CameraReply>> {
  // No picture comes twice; and one thread a picture is what the pool of threads counts on.
  sharp.cache(false)
  sharp.concurrency(1)
  const films = new Films()
  return {
    ready: null,
    async run(job) {
      const began = performance.now()
      const bytes = new Uint8Array(job.bytes, 0, job.length)
      const outcome = job.isFilm ? await films.decode(job, bytes) : await decodePicture(job, bytes)
      return { ...outcome, compute: (performance.now() - began) * 1e6 }
    },
  }
}

async function decodePicture({ id, pixels, size }: CameraJob, bytes: Uint8Array): Promise<Outcome> {
  try {
    const image = await decodeImage(bytes, 'a camera', size)
    const { width, height, source } = image
    return { pictures: [{ id, width, height, source, pixels: writeRgb(image, pixels) }], problems: [] }
  } catch (error) {
    // The place is told by whoever knows the message.
    const detail = (error instanceof Error ? error.message : String(error)).replace(/: a camera$/, '')
    return { pictures: [], problems: [{ code: 'camera-picture-broken', detail }] }
  }
}

/** The films of this thread's cameras. */
class Films {
  readonly #films = new Map<string, Film>()
  #decoders: FilmDecoders | null = null

  async decode(job: CameraJob, bytes: Uint8Array): Promise<Outcome> {
    const problems: PictureProblem[] = []
    const film = await this.#film(job, problems)
    if (film === null) return { pictures: [], problems }
    const result = await film.decode(job.id, bytes, job.isAfterGap)
    problems.push(...result.problems)
    const pictures: JobPicture[] = []
    for (const { id, image } of result.pictures) {
      const rgb = await toRgb(image, job.size)
      const { width, height } = rgb
      // Only one of them can have the job's memory.
      const pixels = writeRgb(rgb, pictures.length === 0 ? job.pixels : new SharedArrayBuffer(0))
      pictures.push({ id, width, height, pixels, source: { width: image.width, height: image.height } })
    }
    return { pictures, problems }
  }

  async #film({ sensor, format: name }: CameraJob, problems: PictureProblem[]): Promise<Film | null> {
    const format = filmFormat(name)
    if (format === null) {
      const detail = `expected a film as ${FILM_FORMATS.join(' or ')}, found '${name}'`
      problems.push({ code: 'camera-picture-broken', detail })
      return null
    }
    if (this.#decoders === null) {
      this.#decoders = await loadFilmDecoders()
      const { fallback } = this.#decoders
      if (fallback !== null) problems.push({ code: 'camera-film-fallback', detail: fallback })
    }
    const known = this.#films.get(sensor)
    if (known?.format === format) return known
    known?.close()
    const film = new Film(format, this.#decoders.open)
    this.#films.set(sensor, film)
    return film
  }
}
