import { concept, identifierIn, referTo, required } from './elements.ts';
import type { Device, Location, Organization } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { ExchangeStation, VisitContext } from './visit-context.ts';

/** The clinic and its machine: where a visit was taken and by which software. */
export function placeFrom({ station, ids }: VisitContext): {
  readonly organization: Organization;
  readonly location: Location;
  readonly device: Device;
} {
  const identifier = [{ system: SYSTEMS.station, value: station.id }];
  return {
    organization: { resourceType: 'Organization', id: ids.organization, identifier, name: station.clinicName },
    location: {
      resourceType: 'Location',
      id: ids.location,
      identifier,
      name: station.clinicName,
      managingOrganization: referTo(ids.organization),
    },
    device: {
      resourceType: 'Device',
      id: ids.stationDevice,
      identifier,
      version: [{ type: concept(SYSTEMS.deviceProperty, 'software'), value: station.softwareVersion }],
      owner: referTo(ids.organization),
    },
  };
}

export function stationFrom(organization: Organization, device: Device): ExchangeStation {
  return {
    id: identifierIn(SYSTEMS.station, organization.identifier),
    clinicName: organization.name,
    softwareVersion: required(device.version?.[0], 'the software version of the station').value,
  };
}
