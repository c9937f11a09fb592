import type { InstrumentIdentity } from '../../domain/provenance.ts';
import { codeIn, concept, extension, findExtension } from './elements.ts';
import { natureMeta, natureOf } from './nature-tag.ts';
import { resourceId } from './resource-ids.ts';
import type { Device } from './schema.ts';
import { SYSTEMS } from './systems.ts';

/** The id follows from everything the instrument says of itself: another firmware is another Device resource. */
export function instrumentId(identity: InstrumentIdentity): string {
  const { driverId, maker, model, serialNumber, firmwareVersion, protocolVersion, calibratedOn, nature } = identity;
  const parts = [driverId, maker, model, serialNumber, firmwareVersion, protocolVersion, calibratedOn ?? '', nature];
  return resourceId('instrument', ...parts);
}

/** R4 strings are never empty: what the instrument does not say is left out. */
export function instrumentDevice(identity: InstrumentIdentity): Device {
  const versions = [
    { type: concept(SYSTEMS.deviceProperty, 'firmware'), value: identity.firmwareVersion },
    { type: concept(SYSTEMS.deviceProperty, 'protocol'), value: identity.protocolVersion },
  ].filter(({ value }) => value !== '');
  return {
    resourceType: 'Device',
    id: instrumentId(identity),
    ...natureMeta(identity.nature),
    extension: [
      extension('driver', { valueString: identity.driverId }),
      ...(identity.calibratedOn === null ? [] : [extension('calibrated-on', { valueString: identity.calibratedOn })]),
    ],
    identifier: [{ system: SYSTEMS.instrument, value: identity.serialNumber || instrumentId(identity) }],
    ...(identity.maker === '' ? {} : { manufacturer: identity.maker }),
    ...(identity.serialNumber === '' ? {} : { serialNumber: identity.serialNumber }),
    ...(identity.model === '' ? {} : { deviceName: [{ name: identity.model, type: 'model-name' as const }] }),
    ...(versions.length === 0 ? {} : { version: versions }),
    property: [
      {
        type: concept(SYSTEMS.deviceProperty, 'nature'),
        valueCode: [concept(SYSTEMS.nature, identity.nature)],
      },
    ],
  };
}

export function instrumentFrom(device: Device): InstrumentIdentity {
  const version = (kind: string) =>
    device.version?.find(({ type }) => codeIn(SYSTEMS.deviceProperty, type) === kind)?.value ?? '';
  return {
    driverId: findExtension(device, 'driver')?.valueString ?? '',
    maker: device.manufacturer ?? '',
    model: device.deviceName?.[0]?.name ?? '',
    serialNumber: device.serialNumber ?? '',
    firmwareVersion: version('firmware'),
    protocolVersion: version('protocol'),
    calibratedOn: findExtension(device, 'calibrated-on')?.valueString ?? null,
    nature: natureOf(device),
  };
}
