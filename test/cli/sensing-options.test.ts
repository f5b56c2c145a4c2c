import { describe, expect, it } from 'vitest'
import { sensorFaults, wantedConditions } from '../../src/cli/sensing-options.ts'
import { InputError } from '../../src/core/errors.ts'

describe('the options of simulated sensors', () => {
  it('name faults by sensor or group, kind and window', () => {
    const fault = [
      'radar/:silent:2-3.5',
      'imu:late=0.03:0-1',
      'lidar/roof:dead-beams=3,40:1-2',
      'camera/front:blind:0-9',
    ]
    expect(sensorFaults({ fault })).toEqual([
      { kind: 'silent', sensor: 'radar/', from: 2e9, to: 3.5e9 },
      { kind: 'late', sensor: 'imu', from: 0, to: 1e9, delay: 3e7 },
      { kind: 'dead-beams', sensor: 'lidar/roof', from: 1e9, to: 2e9, rings: [3, 40] },
      { kind: 'blind', sensor: 'camera/front', from: 0, to: 9e9 },
    ])
    expect(sensorFaults({})).toEqual([])
  })

  it.each(['gnss', 'gnss:broken:0-1', 'gnss:silent=3:0-1', 'imu:late:0-1', 'lidar/roof:dead-beams:0-1', 'a:blind:1'])(
    'refuse %s in one line',
    (fault) => {
      expect(() => sensorFaults({ fault: [fault] })).toThrow(InputError)
      expect(() => sensorFaults({ fault: [fault] })).toThrow(`found '${fault}'`)
    },
  )

  it('leave to the seed what is not asked for', () => {
    expect(wantedConditions({ weather: 'fog' })).toEqual({ weather: 'fog' })
    expect(wantedConditions({})).toEqual({})
  })
})
