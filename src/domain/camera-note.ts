/** What of a camera could not be held still, so that colours may differ between pictures; screens hold the words. */
export type CameraNote =
  /** The camera offers no way to fix it. */
  | { readonly kind: 'not-fixed'; readonly what: 'exposure' | 'white-balance' }
  /** The camera refused a setting it offers. */
  | { readonly kind: 'setting-refused'; readonly setting: string }
  /** `v4l2-ctl` is not installed, so nothing could be set. */
  | { readonly kind: 'no-control-program' }
  /** What the camera offers could not be read. */
  | { readonly kind: 'controls-unreadable' };
