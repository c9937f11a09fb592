import type { VisitReview } from '../domain/visit.ts';
import type { RecordsDatabase } from './database.ts';

export interface Reviews {
  /** Throws `records/not-found` for an unknown visit. Reviews are only ever added. */
  add(review: VisitReview): Promise<void>;
  forVisit(visitId: string): Promise<readonly (VisitReview & { readonly reviewerName: string })[]>;
}
export declare function createReviews(db: RecordsDatabase): Reviews;
