// Stands in for perception in a worker: radar columns in, an observation out, after a time that differs from call to call.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ index, observation, columns }) => {
  const wasted = (index * 7919) % 23
  let sum = 0
  for (let i = 0; i < wasted * 200_000; i++) sum += Math.sqrt(i)
  const detections = []
  for (let i = 0; i < columns.length; i += 3) {
    detections.push({
      range: columns[i],
      rangeStandardDeviation: Number.NaN,
      azimuth: columns[i + 1],
      azimuthStandardDeviation: Number.NaN,
      elevation: Number.NaN,
      elevationStandardDeviation: Number.NaN,
      rangeRate: columns[i + 2],
      rangeRateStandardDeviation: Number.NaN,
      radarCrossSection: Number.NaN,
      slot: -1,
      isNewInSlot: false,
    })
  }
  parentPort.postMessage({ index, observation: { ...observation, detections }, hasWorked: sum >= 0 })
})
