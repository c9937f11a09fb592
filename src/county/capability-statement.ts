/** What `GET /fhir/metadata` answers: R4 CapabilityStatement of exactly what this server does. */
export function capabilityStatement(countyName: string, softwareVersion: string): Readonly<Record<string, unknown>> {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-22',
    kind: 'instance',
    software: { name: 'Sizhen county server', version: softwareVersion },
    implementation: { description: countyName },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'Receives one transaction Bundle per visit, signed by an enrolled station (RFC 9421, Ed25519), and the bytes of its captures as Binary. Nothing can be read through this interface.',
        interaction: [{ code: 'transaction' }],
        resource: [{ type: 'Binary', interaction: [{ code: 'update' }] }],
      },
    ],
  };
}
