/** The generated messages over a runtime that is set up for them. Import generated messages from here only. */
import './numbers-for-longs.ts'

export { axdrive, foxglove, google } from '../../../proto/gen/messages.js'
