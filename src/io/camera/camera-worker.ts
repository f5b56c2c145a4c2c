import { serveJobs } from '../workers/serve-jobs.ts'
import { openCameraServer } from './camera-server.ts'

/** Entry of a decoding thread. */
await serveJobs(openCameraServer)
