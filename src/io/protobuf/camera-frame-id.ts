/** Frame of a camera in Foxglove's messages, as in /tf/static. */
export function frameOfCamera(sensor: string): string {
  return `camera/${sensor}`
}

/** The instance name of a camera by its frame. */
export function cameraOfFrame(frameId: string): string {
  return frameId.replace(/^camera\//, '')
}
