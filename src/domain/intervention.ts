/** What is done for a resident between visits: kinds that a village clinic offers. */
export const INTERVENTION_KINDS = [
  'life-guidance',
  'diet',
  'exercise',
  'acupoint',
  'moxibustion',
  'acupuncture',
  'herbal',
  'other',
] as const;

export type InterventionKind = (typeof INTERVENTION_KINDS)[number];

/** One intervention as staff recorded it. Days are ISO dates of the clinic's calendar. */
export interface Intervention {
  readonly id: string;
  readonly residentId: string;
  readonly kind: InterventionKind;
  /** In the clinic's words. */
  readonly what: string;
  readonly from: string;
  /** Null while it goes on. */
  readonly to: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** POST /api/clinic/residents/:id/interventions. The signed-in account recorded it. */
export type InterventionRequest = Pick<Intervention, 'kind' | 'what' | 'from' | 'to'>;
