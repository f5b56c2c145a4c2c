import { InputError } from '../../core/errors.ts'
import { GENERIC_CAR } from './generic-car.ts'
import { TOYOTA_RAV4 } from './toyota-rav4.ts'
import type { VehicleTable } from './vehicle-table.ts'

/** Every car the stack knows. A new one is a file beside these and a line here. */
export const VEHICLES: readonly VehicleTable[] = [TOYOTA_RAV4, GENERIC_CAR]

/** The table of that name. Throws InputError, naming the known ones. */
export function findVehicle(name: string): VehicleTable {
  const found = VEHICLES.find((vehicle) => vehicle.name === name)
  if (found) return found
  const known = VEHICLES.map((vehicle) => vehicle.name).join(', ')
  throw new InputError(`expected a vehicle out of ${known}; found '${name}'`)
}
