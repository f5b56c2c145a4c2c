import type { CameraJob } from '../../../src/io/camera/camera-job.ts'
import { openCameraServer } from '../../../src/io/camera/camera-server.ts'
import { serveJobs } from '../../../src/io/workers/serve-jobs.ts'

/** A decoding thread as it is, but that never comes back from the picture of one byte of the camera `hung`. */
await serveJobs(async () => {
  const server = await openCameraServer()
  return {
    ready: null,
    run(job: CameraJob) {
      while (job.sensor === 'camera/hung' && job.length === 1)
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      return server.run(job)
    },
  }
})
