/**
 * The part of FHIR R4 (4.0.1) that is exchanged, as TypeBox schemas and their types. Closed on purpose: a member that
 * is not listed here would be lost at the receiver, so it is refused instead.
 */
import Type, { type Static, type TProperties } from 'typebox';

const closed = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });
const optional = Type.Optional;
const some = <T extends Type.TSchema>(items: T) => Type.Array(items, { minItems: 1 });

const Text = Type.String({ minLength: 1, pattern: '\\S' });
const Code = Type.String({ pattern: '^[^\\s]+( [^\\s]+)*$' });
const Uri = Type.String({ pattern: '^\\S+$' });
const Id = Type.String({ pattern: '^[A-Za-z0-9\\-.]{1,64}$' });
const DateOnly = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** A time without a zone is refused: R4 dateTime requires it and no two machines would agree on the instant. */
const Instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$' });
const Base64 = Type.String({ pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' });

export const CodingSchema = closed({ system: Uri, code: Code, display: optional(Text), version: optional(Text) });
export const CodeableConceptSchema = closed({ coding: optional(some(CodingSchema)), text: optional(Text) });
export const IdentifierSchema = closed({
  system: Uri,
  value: Text,
  type: optional(CodeableConceptSchema),
});
export const ReferenceSchema = closed({ reference: optional(Uri), identifier: optional(IdentifierSchema) });
const QuantitySchema = closed({
  value: Type.Number(),
  unit: optional(Text),
  system: optional(Uri),
  code: optional(Code),
});
const PeriodSchema = closed({ start: optional(Instant), end: optional(Instant) });
export const SampledDataSchema = closed({
  origin: closed({ value: Type.Number(), unit: Text, system: Uri, code: Code }),
  period: Type.Number({ exclusiveMinimum: 0 }),
  factor: Type.Number({ exclusiveMinimum: 0 }),
  dimensions: Type.Integer({ minimum: 1 }),
  data: Text,
});
const SimpleExtensionSchema = closed({
  url: Uri,
  valueCode: optional(Code),
  valueString: optional(Text),
  valueInteger: optional(Type.Integer()),
  valueDecimal: optional(Type.Number()),
  valueBoolean: optional(Type.Boolean()),
  valueDateTime: optional(Instant),
});
export const ExtensionSchema = closed({
  ...SimpleExtensionSchema.properties,
  extension: optional(some(SimpleExtensionSchema)),
});
const extensions = optional(some(ExtensionSchema));
const MetaSchema = closed({ tag: optional(some(CodingSchema)) });
const common = { id: Id, meta: optional(MetaSchema), extension: extensions };
const identifiers = some(IdentifierSchema);

export const PatientSchema = closed({
  resourceType: Type.Literal('Patient'),
  ...common,
  identifier: some(closed({ ...IdentifierSchema.properties, extension: extensions })),
  name: some(closed({ text: Text })),
  gender: Type.Union([Type.Literal('male'), Type.Literal('female')]),
  birthDate: DateOnly,
  telecom: optional(some(closed({ system: Type.Literal('phone'), value: Text }))),
  address: optional(some(closed({ text: Text }))),
  managingOrganization: ReferenceSchema,
});

export const OrganizationSchema = closed({
  resourceType: Type.Literal('Organization'),
  ...common,
  identifier: identifiers,
  name: Text,
});

export const LocationSchema = closed({
  resourceType: Type.Literal('Location'),
  ...common,
  identifier: identifiers,
  name: Text,
  managingOrganization: ReferenceSchema,
});

export const DeviceSchema = closed({
  resourceType: Type.Literal('Device'),
  ...common,
  identifier: identifiers,
  manufacturer: optional(Text),
  serialNumber: optional(Text),
  deviceName: optional(some(closed({ name: Text, type: Type.Literal('model-name') }))),
  version: optional(some(closed({ type: CodeableConceptSchema, value: Text }))),
  property: optional(some(closed({ type: CodeableConceptSchema, valueCode: some(CodeableConceptSchema) }))),
  owner: optional(ReferenceSchema),
});

export const EncounterSchema = closed({
  resourceType: Type.Literal('Encounter'),
  ...common,
  identifier: identifiers,
  status: Type.Literal('finished'),
  class: CodingSchema,
  subject: ReferenceSchema,
  participant: optional(some(closed({ individual: ReferenceSchema }))),
  period: PeriodSchema,
  location: some(closed({ location: ReferenceSchema })),
  serviceProvider: ReferenceSchema,
});

export const ConsentSchema = closed({
  resourceType: Type.Literal('Consent'),
  ...common,
  status: Type.Literal('active'),
  scope: CodeableConceptSchema,
  category: some(CodeableConceptSchema),
  patient: ReferenceSchema,
  dateTime: Instant,
  policyRule: CodeableConceptSchema,
  provision: closed({
    type: Type.Union([Type.Literal('permit'), Type.Literal('deny')]),
    provision: some(
      closed({
        type: Type.Union([Type.Literal('permit'), Type.Literal('deny')]),
        code: some(CodeableConceptSchema),
      }),
    ),
  }),
});

export const QuestionnaireResponseSchema = closed({
  resourceType: Type.Literal('QuestionnaireResponse'),
  ...common,
  questionnaire: Uri,
  status: Type.Literal('completed'),
  subject: ReferenceSchema,
  encounter: ReferenceSchema,
  authored: Instant,
  source: ReferenceSchema,
  item: some(closed({ linkId: Text, extension: extensions, answer: some(closed({ valueInteger: Type.Integer() })) })),
});

const values = {
  valueQuantity: optional(QuantitySchema),
  valueCodeableConcept: optional(CodeableConceptSchema),
  valueString: optional(Text),
  valueBoolean: optional(Type.Boolean()),
  valueInteger: optional(Type.Integer()),
  valueSampledData: optional(SampledDataSchema),
  dataAbsentReason: optional(CodeableConceptSchema),
};

export const ComponentSchema = closed({
  code: CodeableConceptSchema,
  ...values,
  interpretation: optional(some(CodeableConceptSchema)),
  extension: extensions,
});

export const ObservationSchema = closed({
  resourceType: Type.Literal('Observation'),
  ...common,
  identifier: identifiers,
  status: Type.Enum(['final', 'cancelled', 'corrected', 'entered-in-error']),
  category: some(CodeableConceptSchema),
  code: CodeableConceptSchema,
  subject: ReferenceSchema,
  encounter: ReferenceSchema,
  effectiveDateTime: Instant,
  performer: optional(some(ReferenceSchema)),
  ...values,
  note: optional(some(closed({ text: Text }))),
  method: optional(CodeableConceptSchema),
  device: optional(ReferenceSchema),
  derivedFrom: optional(some(ReferenceSchema)),
  component: optional(some(ComponentSchema)),
});

export const MediaSchema = closed({
  resourceType: Type.Literal('Media'),
  ...common,
  identifier: identifiers,
  status: Type.Literal('completed'),
  modality: CodeableConceptSchema,
  subject: ReferenceSchema,
  encounter: ReferenceSchema,
  createdDateTime: Instant,
  operator: optional(ReferenceSchema),
  device: optional(ReferenceSchema),
  content: closed({
    contentType: Code,
    url: Uri,
    size: Type.Integer({ minimum: 0 }),
    hash: optional(Base64),
  }),
});

export const DiagnosticReportSchema = closed({
  resourceType: Type.Literal('DiagnosticReport'),
  ...common,
  identifier: identifiers,
  status: Type.Literal('final'),
  code: CodeableConceptSchema,
  subject: ReferenceSchema,
  encounter: ReferenceSchema,
  effectiveDateTime: Instant,
  issued: Instant,
  performer: some(ReferenceSchema),
  result: optional(some(ReferenceSchema)),
  media: optional(some(closed({ link: ReferenceSchema }))),
  conclusion: optional(Text),
});

export const ProvenanceSchema = closed({
  resourceType: Type.Literal('Provenance'),
  ...common,
  target: some(ReferenceSchema),
  recorded: Instant,
  agent: some(closed({ type: CodeableConceptSchema, who: ReferenceSchema })),
});

export const ResourceSchema = Type.Union([
  PatientSchema,
  OrganizationSchema,
  LocationSchema,
  DeviceSchema,
  EncounterSchema,
  ConsentSchema,
  QuestionnaireResponseSchema,
  ObservationSchema,
  MediaSchema,
  DiagnosticReportSchema,
  ProvenanceSchema,
]);

export const EntrySchema = closed({
  fullUrl: Type.String({ pattern: '^urn:uuid:[0-9a-f-]{36}$' }),
  resource: ResourceSchema,
  request: closed({
    method: Type.Union([Type.Literal('POST'), Type.Literal('PUT')]),
    url: Code,
    ifNoneExist: optional(Text),
  }),
});

export const BundleSchema = closed({
  resourceType: Type.Literal('Bundle'),
  id: Id,
  meta: optional(MetaSchema),
  type: Type.Literal('transaction'),
  entry: some(EntrySchema),
});

export type Coding = Static<typeof CodingSchema>;
export type CodeableConcept = Static<typeof CodeableConceptSchema>;
export type Identifier = Static<typeof IdentifierSchema>;
export type Reference = Static<typeof ReferenceSchema>;
export type SampledData = Static<typeof SampledDataSchema>;
export type Extension = Static<typeof ExtensionSchema>;
export type Patient = Static<typeof PatientSchema>;
export type Organization = Static<typeof OrganizationSchema>;
export type Location = Static<typeof LocationSchema>;
export type Device = Static<typeof DeviceSchema>;
export type Encounter = Static<typeof EncounterSchema>;
export type Consent = Static<typeof ConsentSchema>;
export type QuestionnaireResponse = Static<typeof QuestionnaireResponseSchema>;
export type ObservationComponent = Static<typeof ComponentSchema>;
export type Observation = Static<typeof ObservationSchema>;
export type Media = Static<typeof MediaSchema>;
export type DiagnosticReport = Static<typeof DiagnosticReportSchema>;
export type Provenance = Static<typeof ProvenanceSchema>;
export type Resource = Static<typeof ResourceSchema>;
export type BundleEntry = Static<typeof EntrySchema>;
export type Bundle = Static<typeof BundleSchema>;
