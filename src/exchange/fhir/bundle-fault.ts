/** One thing that is wrong, where, and by which rule. Never quotes a value: values may be personal. */
export interface BundleFault {
  readonly rule:
    | 'shape'
    | 'impossible-date'
    | 'period-reversed'
    | 'several-values'
    | 'value-and-absent-reason'
    | 'bad-sampled-data'
    | 'empty-array'
    | 'dangling-reference'
    | 'duplicate-full-url'
    | 'request-mismatch'
    | 'missing-resource';
  /** JSON Pointer of RFC 6901. */
  readonly path: string;
}
