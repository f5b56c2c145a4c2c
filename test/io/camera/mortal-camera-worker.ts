import type { CameraJob } from '../../../src/io/camera/camera-job.ts'
import { openCameraServer } from '../../../src/io/camera/camera-server.ts'
import { serveJobs } from '../../../src/io/workers/serve-jobs.ts'

/** A decoding thread as it is, but that dies of the camera `mortal`'s picture number `size.width`. */
await serveJobs(async () => {
  const server = await openCameraServer()
  return {
    ready: null,
    run(job: CameraJob) {
      if (job.sensor === 'camera/mortal' && job.length === 1) process.exit(9)
      return server.run(job)
    },
  }
})
