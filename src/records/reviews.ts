import type { ReviewDecision, VisitReview } from '../domain/visit.ts';
import type { RecordsDatabase } from './database.ts';
import { visitRow } from './visit-rows.ts';

export interface NamedReview extends VisitReview {
  readonly reviewerName: string;
}

/** Opinions stand beside a visit, never over it: they are only ever added. */
export interface Reviews {
  /** Throws `records/not-found` for an unknown visit. */
  add(review: VisitReview): Promise<void>;
  /** Oldest first. */
  forVisit(visitId: string): Promise<readonly NamedReview[]>;
}

export function createReviews(db: RecordsDatabase): Reviews {
  return {
    add: async (review) => {
      const visit = await visitRow(db.query, review.visitId);
      await db.query
        .insertInto('review')
        .values({
          resident_id: visit.resident_id,
          visit_id: visit.id,
          id: db.newId(),
          reviewer_id: review.reviewerId,
          reviewed_at: review.reviewedAt,
          decision: review.decision,
          opinion: review.opinion,
        })
        .execute();
    },
    forVisit: async (visitId) => {
      const rows = await db.query
        .selectFrom('review')
        .leftJoin('account', 'account.id', 'review.reviewer_id')
        .selectAll('review')
        .select('account.display_name')
        .where('review.visit_id', '=', visitId)
        .orderBy('review.id')
        .execute();
      return rows.map((row) => ({
        visitId: row.visit_id,
        reviewerId: row.reviewer_id,
        reviewerName: row.display_name ?? '',
        reviewedAt: row.reviewed_at,
        decision: row.decision as ReviewDecision,
        opinion: row.opinion,
      }));
    },
  };
}
