import { useState } from 'preact/hooks';
import type { CountyVisitDetail } from '../../src/domain/county-api.ts';
import type { StaffSession } from '../../src/domain/station-api.ts';
import type { ReviewDecision } from '../../src/domain/visit.ts';
import { Badge } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { dateAndTime } from '../visit-view/china-time.ts';
import { errorWords } from '../visit-view/error-words.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import type { County } from './county.ts';
import { TEXT } from './text.ts';

/** Opinions so far, and room for one more. An opinion stands beside the result, never over it. */
export function ReviewPanel(props: {
  readonly county: County;
  readonly staff: StaffSession;
  readonly detail: CountyVisitDetail;
}) {
  const { reviews } = props.detail;
  return (
    <section class="reviews" aria-label={TEXT.reviews.title}>
      <h2>{TEXT.reviews.title}</h2>
      {reviews.length === 0 ? <p class="remark">{TEXT.reviews.none}</p> : null}
      <ul>
        {reviews.map((review) => (
          <li key={review.reviewedAt}>
            <Badge tone={review.decision === 'approved' ? 'good' : 'warning'}>
              {TEXT.reviews.decision[review.decision]}
            </Badge>
            <span class="remark">{[review.reviewerName, dateAndTime(review.reviewedAt)].join(VISIT_TEXT.dot)}</span>
            {review.opinion === '' ? null : <p>{review.opinion}</p>}
          </li>
        ))}
      </ul>
      {props.staff.role === 'reviewer' ? (
        <ReviewForm county={props.county} />
      ) : (
        <p class="remark">{TEXT.reviews.onlyReviewers}</p>
      )}
    </section>
  );
}

function ReviewForm({ county }: { readonly county: County }) {
  const [opinion, setOpinion] = useState('');
  const [missing, setMissing] = useState(false);
  const busy = county.busy.value === 'review';
  const code = county.reviewCode.value;
  const send = async (decision: ReviewDecision) => {
    const isMissing = decision === 'returned' && opinion.trim() === '';
    setMissing(isMissing);
    if (isMissing) return;
    if (await county.review({ decision, opinion: opinion.trim() })) setOpinion('');
  };
  return (
    <div class="review-form">
      <label class="field">
        {TEXT.reviews.opinion}
        <textarea
          rows={3}
          maxLength={4000}
          placeholder={TEXT.reviews.opinionHint}
          value={opinion}
          aria-invalid={missing}
          onInput={(event) => setOpinion(event.currentTarget.value)}
        />
      </label>
      {missing ? (
        <p class="review-missing" role="alert">
          {TEXT.reviews.needOpinion}
        </p>
      ) : null}
      {code === null ? null : <ErrorBanner code={code} words={errorWords(code)} />}
      <div class="review-buttons">
        <Button kind="primary" icon="check" disabled={busy} onPress={() => void send('approved')}>
          {busy ? TEXT.reviews.sending : TEXT.reviews.approve}
        </Button>
        <Button icon="back" disabled={busy} onPress={() => void send('returned')}>
          {TEXT.reviews.giveBack}
        </Button>
      </div>
    </div>
  );
}
