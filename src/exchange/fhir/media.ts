import { createHash } from 'node:crypto';
import type { InstrumentIdentity, Provenance, ValueOrigin } from '../../domain/provenance.ts';
import { CAPTURE_KINDS, type CaptureRecord } from '../../domain/visit.ts';
import { codeIn, concept, extension, findExtension, identifierIn, oneOf, referTo, staffReference } from './elements.ts';
import { instrumentId } from './instrument.ts';
import { natureMeta, natureOf } from './nature-tag.ts';
import type { Media } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

const ORIGINS: readonly ValueOrigin[] = ['measured', 'manual'];

/** `Attachment.hash` of R4 is the base64 SHA-1 of the bytes; our own SHA-256 stands beside it as an identifier. */
export const sha1Base64 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64');

/** The bytes travel apart, by `PUT /fhir/Binary/<capture id>`. */
export function mediaFrom(context: VisitContext, capture: CaptureRecord): Media {
  const { provenance } = capture;
  const hash = context.captureSha1Base64?.get(capture.id);
  return {
    resourceType: 'Media',
    id: mediaId(context, capture.id),
    ...natureMeta(provenance.nature),
    extension: [
      extension('value-origin', { valueCode: provenance.origin }),
      ...(provenance.method === null ? [] : [extension('method', { valueString: provenance.method })]),
      ...calibrationExtension(provenance),
    ],
    identifier: [
      { system: SYSTEMS.capture, value: capture.id },
      { system: SYSTEMS.sha256, value: capture.sha256 },
    ],
    status: 'completed',
    modality: concept(SYSTEMS.captureKind, capture.kind),
    subject: context.subject,
    encounter: context.encounter,
    createdDateTime: provenance.capturedAt,
    ...(provenance.operatorId === null ? {} : { operator: staffReference(provenance.operatorId) }),
    ...(provenance.instrument === null ? {} : { device: referTo(instrumentId(provenance.instrument)) }),
    content: {
      contentType: capture.mediaType,
      url: `Binary/${capture.id}`,
      size: capture.sizeBytes,
      ...(hash === undefined ? {} : { hash }),
    },
  };
}

export const mediaId = (context: VisitContext, captureId: string): string => context.ids.of('media', captureId);

export function captureFrom(media: Media, instrument: InstrumentIdentity | null): CaptureRecord {
  return {
    id: identifierIn(SYSTEMS.capture, media.identifier),
    kind: oneOf(CAPTURE_KINDS, codeIn(SYSTEMS.captureKind, media.modality), 'kind of capture'),
    mediaType: media.content.contentType,
    sha256: identifierIn(SYSTEMS.sha256, media.identifier),
    sizeBytes: media.content.size,
    provenance: {
      origin: oneOf(ORIGINS, findExtension(media, 'value-origin')?.valueCode, 'origin'),
      nature: natureOf(media),
      instrument,
      operatorId: media.operator?.identifier?.value ?? null,
      capturedAt: media.createdDateTime,
      method: findExtension(media, 'method')?.valueString ?? null,
      ...calibrationOf(media),
    },
  };
}

/** The calibration behind a picture's colours, one line: id, mean and largest CIEDE2000, made, expires, light. */
function calibrationExtension({ calibration }: Provenance) {
  if (calibration === undefined) return [];
  const { id, meanDeltaE, maxDeltaE, madeAt, expiresAt, light } = calibration;
  const words = [id, meanDeltaE, maxDeltaE, madeAt, expiresAt, ...(light === undefined ? [] : [light])];
  return [extension('colour-calibration', { valueString: words.join(' ') })];
}

function calibrationOf(media: Media): Pick<Provenance, 'calibration'> {
  const text = findExtension(media, 'colour-calibration')?.valueString;
  if (text === undefined) return {};
  const [id = '', mean, max, madeAt = '', expiresAt = '', ...light] = text.split(' ');
  const named = light.length === 0 ? {} : { light: light.join(' ') };
  return { calibration: { id, ...named, meanDeltaE: Number(mean), maxDeltaE: Number(max), madeAt, expiresAt } };
}
