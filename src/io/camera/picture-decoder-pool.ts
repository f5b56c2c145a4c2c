import { availableParallelism } from 'node:os'
import type { DecodedPicture, PictureProblem, PictureRequest, PictureResult } from '../../core/pictures.ts'
import type { PictureDecoder } from '../../core/ports.ts'
import type { Stamp } from '../../core/time.ts'
import { RestartingWorker, WorkerLost } from '../workers/restarting-worker.ts'
import { workerEntry } from '../workers/worker-entry.ts'
import type { CameraJob, CameraReply, JobPicture } from './camera-job.ts'
import { PictureMemory } from './picture-memory.ts'

export interface PictureDecoderOptions {
  /** Decoding threads; one core less than there are where it is left out, but at least one. */
  readonly threads?: number
  /**
   * Pictures of one camera that may wait for a thread before the oldest is dropped; all may where it is left out. Not
   * for runs that must give the same result twice. A film's are never dropped: the later ones need them.
   */
  readonly mostWaiting?: number
  /** ms that one picture may take before its thread counts as hung. */
  readonly limit?: number
  /** Another entry of the threads: for tests. */
  readonly entry?: URL
}

/** Threads are started by the first picture that is asked for. */
export function openPictureDecoder(options: PictureDecoderOptions = {}): PictureDecoder {
  return new PictureDecoderPool(options)
}

interface Waiting {
  readonly id: number
  readonly request: PictureRequest
  readonly bytes: SharedArrayBuffer
  /** Of `bytes`. */
  readonly length: number
  readonly isAfterGap: boolean
  resolve(result: PictureResult): void
  reject(error: unknown): void
}

interface Thread {
  readonly worker: RestartingWorker<null, CameraJob, CameraReply>
  /** Access units of the films that live on this thread. */
  readonly films: Waiting[]
  isBusy: boolean
}

interface Camera {
  readonly memory: PictureMemory
  /** Where its film lives; null for one that sends pictures. */
  thread: Thread | null
  /** Of its film. */
  lastSequence: number
  /** Access units whose picture has not come yet. */
  readonly open: Map<number, { readonly stamp: Stamp; readonly sequence: number }>
}

/** ms; the slowest picture, on a loaded machine and with the libraries to be loaded first, takes a tenth of it. */
const LONGEST_DECODING = 5000
/** Access units whose pictures may be outstanding: sixteen reference frames are the most that H.264 and HEVC know. */
const MOST_OPEN = 16

class PictureDecoderPool implements PictureDecoder {
  readonly #threads: readonly Thread[]
  readonly #mostWaiting: number
  /** Single pictures: for any thread. */
  readonly #pictures: Waiting[] = []
  readonly #cameras = new Map<string, Camera>()
  readonly #freeBytes: SharedArrayBuffer[] = []
  #nextId = 0

  constructor({ threads, mostWaiting, limit = LONGEST_DECODING, entry }: PictureDecoderOptions) {
    const count = threads ?? Math.max(1, availableParallelism() - 1)
    if (!(Number.isInteger(count) && count > 0)) throw new RangeError(`expected at least one thread, found ${count}`)
    const file = entry ?? workerEntry('camera-worker', import.meta.url)
    this.#mostWaiting = mostWaiting ?? Number.POSITIVE_INFINITY
    this.#threads = Array.from({ length: count }, () => ({
      worker: new RestartingWorker<null, CameraJob, CameraReply>(file, null, () => {}, { limit, hung: 'end' }),
      films: [],
      isBusy: false,
    }))
  }

  decode(request: PictureRequest): Promise<PictureResult> {
    return new Promise((resolve, reject) => {
      const { sensor, sequence, payload } = request
      const bytes = this.#copy(payload.bytes)
      const waiting = { id: this.#nextId++, request, bytes, length: payload.bytes.length, resolve, reject }
      if (payload.kind === 'video') {
        const camera = this.#camera(sensor)
        const isAfterGap = sequence !== camera.lastSequence + 1
        camera.lastSequence = sequence
        this.#filmThread(camera).films.push({ ...waiting, isAfterGap })
      } else {
        this.#pictures.push({ ...waiting, isAfterGap: false })
        this.#dropOldest(sensor)
      }
      this.#dispatch()
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.close()))
  }

  #camera(sensor: string): Camera {
    const known = this.#cameras.get(sensor)
    if (known) return known
    const created: Camera = { memory: new PictureMemory(), thread: null, lastSequence: Number.NaN, open: new Map() }
    this.#cameras.set(sensor, created)
    return created
  }

  /** The thread with the fewest films, for all of this one. */
  #filmThread(camera: Camera): Thread {
    const films = (thread: Thread) => [...this.#cameras.values()].filter((other) => other.thread === thread).length
    camera.thread ??= this.#threads.reduce((least, thread) => (films(thread) < films(least) ? thread : least))
    return camera.thread
  }

  #copy(bytes: Uint8Array): SharedArrayBuffer {
    const known = this.#freeBytes.pop()
    // Half as much again, so that the next, slightly larger picture fits too.
    const memory =
      known && known.byteLength >= bytes.length ? known : new SharedArrayBuffer(Math.ceil(1.5 * bytes.length))
    new Uint8Array(memory).set(bytes)
    return memory
  }

  #dropOldest(sensor: string): void {
    const ofCamera = this.#pictures.filter(({ request }) => request.sensor === sensor)
    if (ofCamera.length <= this.#mostWaiting) return
    const oldest = ofCamera[0]!
    this.#pictures.splice(this.#pictures.indexOf(oldest), 1)
    this.#freeBytes.push(oldest.bytes)
    const detail = `expected at most ${this.#mostWaiting} pictures of a camera to wait for a thread, found one more`
    oldest.resolve(nothingBut('camera-frame-dropped', detail))
  }

  #dispatch(): void {
    for (const thread of this.#threads) {
      if (thread.isBusy) continue
      const [film, picture] = [thread.films[0], this.#pictures[0]]
      const next = film && (!picture || film.id < picture.id) ? thread.films.shift() : this.#pictures.shift()
      if (next) void this.#run(thread, next)
    }
  }

  async #run(thread: Thread, waiting: Waiting): Promise<void> {
    thread.isBusy = true
    const work = this.#work(thread, waiting)
    await work.catch(() => {})
    thread.isBusy = false
    this.#freeBytes.push(waiting.bytes)
    this.#dispatch()
    await work.then(waiting.resolve, waiting.reject)
  }

  async #work({ worker }: Thread, { id, request, bytes, length, isAfterGap }: Waiting): Promise<PictureResult> {
    const { sensor, payload, size, stamp, sequence } = request
    const camera = this.#camera(sensor)
    const pixels = camera.memory.take()
    const isFilm = payload.kind === 'video'
    camera.open.set(id, { stamp, sequence })
    try {
      const job = { sensor, isFilm, format: payload.format, isAfterGap, id, bytes, length, pixels, size }
      const { pictures, problems, compute } = await worker.run(job)
      if (!pictures.some((picture) => picture.pixels === null)) camera.memory.giveBack(pixels)
      const handedOut = pictures.flatMap((picture) => handOut(camera, picture, picture.pixels ?? pixels))
      return { pictures: handedOut, problems, compute }
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error
      if (isFilm) camera.open.clear()
      return nothingBut('camera-worker-lost', `${error.message}, with one picture`)
    } finally {
      if (!isFilm) camera.open.delete(id)
      for (const old of camera.open.keys()) if (camera.open.size > MOST_OPEN) camera.open.delete(old)
    }
  }
}

function handOut(camera: Camera, picture: JobPicture, memory: SharedArrayBuffer): DecodedPicture[] {
  const { id, width, height, source } = picture
  const asked = camera.open.get(id)
  if (!asked) return []
  camera.open.delete(id)
  camera.memory.keep(asked.stamp, asked.sequence, memory)
  return [{ ...asked, width, height, source, pixels: new Uint8Array(memory, 0, 3 * width * height) }]
}

function nothingBut(code: PictureProblem['code'], detail: string): PictureResult {
  return { pictures: [], problems: [{ code, detail }], compute: 0 }
}
