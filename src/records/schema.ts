// biome-ignore lint/suspicious/noEmptyInterface: filled in below
export interface RecordsSchema {}
