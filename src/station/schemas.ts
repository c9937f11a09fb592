import Type from 'typebox';
import { CALIBRATION_LIGHTS } from '../domain/colour-calibration.ts';
import { CONSTITUTIONS } from '../domain/constitution.ts';
import { TRIAL_KINDS } from '../domain/device-api.ts';
import { EDUCATION_LEVELS } from '../domain/five-state.ts';
import { INTERVENTION_KINDS } from '../domain/intervention.ts';
import { GLUCOSE_TIMINGS, MEASUREMENT_KINDS, QUANTITIES } from '../domain/measurement.ts';
import { PHYSICIAN_SIGN_CHOICES } from '../domain/physician-signs.ts';
import { PICTURE_KINDS } from '../domain/picture.ts';
import { DOCUMENT_TYPES } from '../domain/resident.ts';
import { CAPTURE_KINDS } from '../domain/visit.ts';

/** Request bodies and addresses, checked at the edge; the types of `src/domain/station-api.ts` are their meaning. */
const documentType = Type.Enum(DOCUMENT_TYPES);
const isoDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const captureKind = Type.Enum(CAPTURE_KINDS);
const skipReason = Type.Enum([
  'resident-declined',
  'no-consent',
  'device-unavailable',
  'poor-quality',
  'staff-decision',
]);
const questionnaireId = Type.Enum(['gbt46939-2025', 'elder-33', 'ccmq-60', 'five-state-open', 'five-state-licensed']);
const id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9-]+$' });

const pictureKind = Type.Enum([...PICTURE_KINDS]);
const light = Type.Enum([...CALIBRATION_LIGHTS]);

export const calibrationBody = Type.Object({ part: pictureKind, light });
export const driftCheckBody = Type.Object({ part: pictureKind, by: Type.Enum(['built-in', 'chart']) });
export const lightBody = Type.Object({ camera: Type.String({ minLength: 1, maxLength: 500 }), light });

export const identifyBody = Type.Object({ documentType, number: Type.String({ minLength: 1, maxLength: 40 }) });

const phone = Type.Union([Type.String({ maxLength: 20, pattern: '^[0-9+ -]*$' }), Type.Null()]);

export const newResident = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 50 }),
  sex: Type.Enum(['male', 'female']),
  birthDate: isoDate,
  documentType,
  documentNumber: Type.Union([Type.String({ minLength: 1, maxLength: 40 }), Type.Null()]),
  phone,
});

export const assignDriverBody = Type.Object({ driver: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) });

export const trialBody = Type.Object({ kind: Type.Enum([...TRIAL_KINDS]) });

export const keepReadingBody = Type.Object({
  deviceId: id,
  confirmed: Type.Boolean(),
  again: Type.Optional(Type.Boolean()),
});

export const startVisitBody = Type.Union([
  Type.Object({ cardToken: Type.String({ minLength: 1, maxLength: 64 }), phone }, { additionalProperties: false }),
  Type.Object({ claim: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false }),
  Type.Object({ newResident }, { additionalProperties: false }),
]);

const signValues = Type.Object(
  Object.fromEntries(
    Object.entries(PHYSICIAN_SIGN_CHOICES).map(([field, choices]) => [
      field,
      Type.Optional(Type.Enum([...choices] as string[])),
    ]),
  ),
  { additionalProperties: false },
);

export const opinionBody = Type.Object({
  signs: signValues,
  confirmed: Type.Union([
    Type.Object({
      constitutions: Type.Array(Type.Enum([...CONSTITUTIONS]), { minItems: 1, maxItems: CONSTITUTIONS.length }),
      reason: Type.String({ maxLength: 2000 }),
    }),
    Type.Null(),
  ]),
});

export const interventionBody = Type.Object(
  {
    kind: Type.Enum([...INTERVENTION_KINDS]),
    what: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    from: isoDate,
    to: Type.Union([isoDate, Type.Null()]),
  },
  { additionalProperties: false },
);

export const consentBody = Type.Object({ healthData: Type.Boolean(), pictures: Type.Boolean() });

export const answerBody = Type.Object({
  item: Type.String({ pattern: '^[0-9]{1,3}$' }),
  value: Type.Integer({ minimum: 0, maximum: 5 }),
  questionnaire: Type.Optional(questionnaireId),
  /** An hour on one question is no answer time any more. */
  tookMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600_000 })),
  measured: Type.Optional(Type.Boolean()),
});

export const beginQuestionnaireBody = Type.Object({
  questionnaire: questionnaireId,
  education: Type.Optional(Type.Enum(EDUCATION_LEVELS)),
});
const guidance = Type.Object(
  {
    options: Type.Array(Type.Integer({ minimum: 1, maximum: 6 }), { maxItems: 6 }),
    other: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export const elderRecordBody = Type.Object({
  number: Type.String({ maxLength: 40 }),
  doctor: Type.String({ maxLength: 50 }),
  guidance: Type.Record(Type.String({ maxLength: 40 }), guidance),
});
export const packBody = Type.Object({ file: Type.String({ minLength: 1 }) });
export const packParams = Type.Object({
  id: questionnaireId,
  version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
});
export const whichQuestionnaire = Type.Object({ id: Type.Optional(questionnaireId) });
export const leaveBody = Type.Union([Type.Object({ keep: Type.Boolean() }), Type.Null()]);

const amounts = Object.fromEntries(QUANTITIES.map((quantity) => [quantity, Type.Optional(Type.Number())]));

export const measurementBody = Type.Object(
  {
    kind: Type.Enum(MEASUREMENT_KINDS),
    values: Type.Object(amounts, { additionalProperties: false }),
    timing: Type.Union([Type.Enum(GLUCOSE_TIMINGS), Type.Null()]),
    confirmed: Type.Boolean(),
    replaces: Type.Union([id, Type.Null()]),
  },
  { additionalProperties: false },
);

export const captureParams = Type.Object({ kind: captureKind });
export const skipBody = Type.Object({ reason: skipReason });
export const idParams = Type.Object({ id });
export const signInBody = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
});
export const searchQuery = Type.Object({ q: Type.Optional(Type.String({ maxLength: 60 })) });
export const visitsQuery = Type.Object({ day: Type.Optional(isoDate) });
export const questionnaireQuery = Type.Object({
  sex: Type.Enum(['male', 'female']),
  id: Type.Optional(questionnaireId),
});
