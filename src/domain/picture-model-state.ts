/** GET /api/clinic/models: one model of pictures as it stands at this station. */
export interface PictureModelState {
  readonly name: string;
  /** Null unless verified. */
  readonly version: string | null;
  readonly sha256: string | null;
  readonly terms: { readonly use: 'unrestricted' | 'research'; readonly statement: string } | null;
  /** Null when verified; else why it is left out (`inference/…`). */
  readonly code: string | null;
}
