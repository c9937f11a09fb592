import type { CaptureAddress } from '../visit-view/kept-picture.tsx';

/** Which visit the page shows, read from where, with the person's full name or the masked one. */
export interface ReportRequest {
  readonly visitId: string;
  readonly address: string;
  readonly picture: CaptureAddress;
}

/** `?visit=ID` shows the visit open on this screen; with `&staff=1` any visit, to signed-in staff. */
export function reportRequest(search: string): ReportRequest | null {
  const query = new URLSearchParams(search);
  const visitId = query.get('visit');
  if (visitId === null || visitId === '') return null;
  if (query.get('staff') === '1') {
    return {
      visitId,
      address: `/api/clinic/visits/${encodeURIComponent(visitId)}`,
      picture: (captureId) => `/api/clinic/captures/${captureId}/bytes`,
    };
  }
  return { visitId, address: '/api/visit/result', picture: (captureId) => `/api/visit/captures/${captureId}/picture` };
}
