import { useState } from 'preact/hooks';
import type { FaceFinding, TongueFinding } from '../../src/domain/finding.ts';
import { picturesOf, type VisitPictures } from '../../src/domain/picture-comparison.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { Button } from '../shared/button.tsx';
import { attributeRows } from './attribute-rows.ts';
import { CalibrationBadge } from './calibration-badge.tsx';
import { dateAndTime } from './china-time.ts';
import type { CaptureAddress } from './kept-picture.tsx';
import { type LookedAt, PictureDialog } from './picture-dialog.tsx';
import { faceIndexes, tongueIndexes } from './picture-indexes.ts';
import { faceLayers, tongueLayers } from './picture-marks.tsx';
import { PICTURE_TEXT } from './picture-text.ts';
import { VISIT_TEXT } from './visit-text.ts';

/** Opens the pictures of one part large, with marks, indexes and what an earlier visit lends. */
export function PictureButton(props: {
  readonly visit: Visit;
  readonly part: 'tongue' | 'face';
  readonly address: CaptureAddress;
  readonly earlier: VisitPictures | undefined;
}) {
  const [open, setOpen] = useState(false);
  const pictures = props.part === 'face' ? facePictures(props) : tonguePictures(props);
  return (
    <>
      <Button class="small" icon="lens" onPress={() => setOpen(true)}>
        {PICTURE_TEXT.open}
      </Button>
      {open ? (
        <PictureDialog
          pictures={pictures}
          address={props.address}
          state={({ picture }) => <Calibration finding={picture.finding} />}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

/** Of the picture that is shown: its residual and expiry, or that there is none. */
function Calibration({ finding }: { readonly finding: TongueFinding | FaceFinding }) {
  const { calibrated, calibration } = finding;
  return (
    <div class="picture-calibration">
      <CalibrationBadge calibrated={calibrated} />
      {calibrated && calibration ? (
        <span class="remark numbers">
          {PICTURE_TEXT.calibration(calibration.meanDeltaE.toFixed(2), dateAndTime(calibration.expiresAt).slice(0, 10))}
        </span>
      ) : null}
    </div>
  );
}

interface Shown {
  readonly visit: Visit;
  readonly earlier: VisitPictures | undefined;
}

function tonguePictures({ visit, earlier }: Shown): readonly LookedAt[] {
  const all = picturesOf(visit);
  return (['tongue-top', 'tongue-underside'] as const).flatMap((kind): LookedAt[] => {
    const picture = all[kind];
    if (picture === null) return [];
    const before = earlier?.[kind];
    const { finding } = picture;
    return [
      {
        kind,
        description: kind === 'tongue-top' ? VISIT_TEXT.picture.tongue : VISIT_TEXT.picture.underside,
        picture,
        layers: tongueLayers(finding),
        indexes: tongueIndexes(finding),
        named: finding.namedBy === undefined ? null : { rows: attributeRows(finding), by: finding.namedBy },
        earlier: before ? { picture: before, indexes: tongueIndexes(before.finding) } : before,
      },
    ];
  });
}

function facePictures({ visit, earlier }: Shown): readonly LookedAt[] {
  const picture = picturesOf(visit).face;
  if (picture === null) return [];
  const before = earlier?.face;
  return [
    {
      kind: 'face',
      description: VISIT_TEXT.picture.face,
      picture,
      layers: faceLayers(picture.finding),
      indexes: faceIndexes(picture.finding),
      named: null,
      earlier: before ? { picture: before, indexes: faceIndexes(before.finding) } : before,
    },
  ];
}
