import type { CompiledMessage } from '../../src/common/dbc/codec.ts'
import type { CanSignalGroup } from '../../src/common/vehicle/vehicle-table.ts'
import type { Observation } from '../../src/core/observations.ts'
import type { Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import type { FrameObserver, FrameStamp } from './frame-observer.ts'
import { type CompiledSum, compileSum, evaluateSum, isInSumRange, rangeWarning } from './signal-sum.ts'

/** Observes the car itself: wheel speeds, steering or yaw rate, one observation a frame. */
export function groupObserver(message: CompiledMessage, group: CanSignalGroup, steeringRatio: number): FrameObserver {
  const read = reader(message, group, steeringRatio)
  const faults = (group.faults ?? []).map((name) => message.signalIndex(name))
  return {
    observe(frame, observations, warnings) {
      const fault = faults.find((index) => message.values[index] !== 0)
      if (fault === undefined) read(frame, observations, warnings)
      else warnings.push(faultWarning(message, fault, frame.stamp))
    },
    miss() {},
  }
}

type Read = (frame: FrameStamp, observations: Observation[], warnings: Warning[]) => void

function reader(message: CompiledMessage, group: CanSignalGroup, steeringRatio: number): Read {
  switch (group.observation) {
    case 'wheel-speeds':
      return wheelSpeedReader(
        message,
        compileSum(message, group.fields.frontLeft),
        compileSum(message, group.fields.frontRight),
        compileSum(message, group.fields.rearLeft),
        compileSum(message, group.fields.rearRight),
      )
    case 'steering': {
      const { steeringWheelAngle, steeringWheelRate } = group.fields
      const rate = steeringWheelRate === undefined ? null : compileSum(message, steeringWheelRate)
      return steeringReader(message, compileSum(message, steeringWheelAngle), rate, steeringRatio)
    }
    case 'yaw-rate':
      return yawRateReader(message, compileSum(message, group.fields.yawRate))
  }
}

function wheelSpeedReader(
  message: CompiledMessage,
  fl: CompiledSum,
  fr: CompiledSum,
  rl: CompiledSum,
  rr: CompiledSum,
): Read {
  return (frame, observations, warnings) => {
    const frontLeft = evaluateSum(fl, message.values)
    const frontRight = evaluateSum(fr, message.values)
    const rearLeft = evaluateSum(rl, message.values)
    const rearRight = evaluateSum(rr, message.values)
    if (!isInSumRange(fl, frontLeft)) warnings.push(rangeWarning(fl, frontLeft, frame.stamp))
    else if (!isInSumRange(fr, frontRight)) warnings.push(rangeWarning(fr, frontRight, frame.stamp))
    else if (!isInSumRange(rl, rearLeft)) warnings.push(rangeWarning(rl, rearLeft, frame.stamp))
    else if (!isInSumRange(rr, rearRight)) warnings.push(rangeWarning(rr, rearRight, frame.stamp))
    else {
      const { stamp, sequence } = frame
      const sensor = 'wheel-speeds'
      observations.push({ kind: sensor, stamp, sequence, sensor, frontLeft, frontRight, rearLeft, rearRight })
    }
  }
}

function steeringReader(message: CompiledMessage, angle: CompiledSum, rate: CompiledSum | null, ratio: number): Read {
  return (frame, observations, warnings) => {
    const wheelAngle = evaluateSum(angle, message.values)
    const wheelRate = rate === null ? Number.NaN : evaluateSum(rate, message.values)
    if (!isInSumRange(angle, wheelAngle)) warnings.push(rangeWarning(angle, wheelAngle, frame.stamp))
    else {
      // A rate that cannot be is no reason to lose the angle.
      const isRateUsable = rate === null || isInSumRange(rate, wheelRate)
      if (!isRateUsable) warnings.push(rangeWarning(rate, wheelRate, frame.stamp))
      observations.push({
        kind: 'steering',
        stamp: frame.stamp,
        sequence: frame.sequence,
        sensor: 'steering',
        frontWheelAngle: wheelAngle / ratio,
        frontWheelAngleRate: isRateUsable ? wheelRate / ratio : Number.NaN,
      })
    }
  }
}

function yawRateReader(message: CompiledMessage, sum: CompiledSum): Read {
  return (frame, observations, warnings) => {
    const yawRate = evaluateSum(sum, message.values)
    if (!isInSumRange(sum, yawRate)) warnings.push(rangeWarning(sum, yawRate, frame.stamp))
    else
      observations.push({
        kind: 'yaw-rate',
        stamp: frame.stamp,
        sequence: frame.sequence,
        sensor: 'yaw-rate',
        yawRate,
      })
  }
}

function faultWarning(message: CompiledMessage, index: number, stamp: Stamp): Warning {
  const name = `${message.name}.${message.signalNames[index]}`
  return { code: 'can-fault', stamp, detail: `expected ${name} to be 0; found that the car declares a fault` }
}
