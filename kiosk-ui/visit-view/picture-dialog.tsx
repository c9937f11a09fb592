import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PictureKind } from '../../src/domain/picture.ts';
import { sameMeans, type VisitPicture, whyNotComparable } from '../../src/domain/picture-comparison.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { Swatch } from '../shared/swatch.tsx';
import type { AttributeRow } from './attribute-rows.ts';
import { dateAndTime } from './china-time.ts';
import { type CaptureAddress, KeptPicture } from './kept-picture.tsx';
import { changeWords, type PictureIndex, valueWords } from './picture-indexes.ts';
import type { LayerName, PictureLayer } from './picture-marks.tsx';
import { PICTURE_TEXT } from './picture-text.ts';
import { TwoPictures } from './two-pictures.tsx';
import { VISIT_TEXT } from './visit-text.ts';
import './picture-dialog.css';

/** A picture with all that was found on it. `earlier` undefined: no earlier visit is asked for here. */
export interface LookedAt {
  readonly kind: PictureKind;
  readonly description: string;
  readonly picture: VisitPicture;
  readonly layers: readonly PictureLayer[];
  readonly indexes: readonly PictureIndex[];
  /** What a model named on it; its `name@version`. */
  readonly named: { readonly rows: readonly AttributeRow[]; readonly by: string } | null;
  readonly earlier: { readonly picture: VisitPicture; readonly indexes: readonly PictureIndex[] } | null | undefined;
}

/** The picture large with its marks, its indexes beside it, and the earlier picture under a line to be dragged. */
export function PictureDialog(props: {
  readonly pictures: readonly LookedAt[];
  readonly address: CaptureAddress;
  /** Whether the colours of the shown picture are calibrated. */
  readonly state: (shown: LookedAt) => ComponentChildren;
  readonly onClose: () => void;
}) {
  const [at, setAt] = useState(0);
  const shown = props.pictures[at];
  if (shown === undefined) return null;
  return (
    <Dialog
      title={PICTURE_TEXT.title[shown.kind]}
      onClose={props.onClose}
      actions={
        <Button kind="primary" onPress={props.onClose}>
          {PICTURE_TEXT.close}
        </Button>
      }
    >
      <div class="picture-dialog">
        {props.pictures.length < 2 ? null : (
          <fieldset class="picture-choices" aria-label={PICTURE_TEXT.kinds}>
            {props.pictures.map(({ kind }, index) => (
              <Button key={kind} class="small" pressed={index === at} onPress={() => setAt(index)}>
                {PICTURE_TEXT.title[kind]}
              </Button>
            ))}
          </fieldset>
        )}
        <Marked key={shown.kind} shown={shown} address={props.address} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard has to reach it */}
        <section class="picture-side" aria-label={PICTURE_TEXT.index} tabIndex={0}>
          {props.state(shown)}
          <Attributes shown={shown} />
          <Indexes shown={shown} />
        </section>
      </div>
    </Dialog>
  );
}

/** The picture with its marks, or under a line with the earlier one where the two may be compared. */
function Marked({ shown, address }: { readonly shown: LookedAt; readonly address: CaptureAddress }) {
  const [hidden, setHidden] = useState<ReadonlySet<LayerName>>(new Set());
  const [comparing, setComparing] = useState(false);
  const comparison = comparisonOf(shown, address);
  const toggle = (name: LayerName) =>
    setHidden(
      (before) => new Set(before.has(name) ? [...before].filter((other) => other !== name) : [...before, name]),
    );
  const marks = shown.layers
    .filter(({ name }) => !hidden.has(name))
    .map((layer) => (
      <g key={layer.name} data-layer={layer.name}>
        {layer.marks}
      </g>
    ));
  return (
    <div class="picture-marked">
      {comparing && comparison.kind === 'comparable' ? (
        <TwoPictures earlier={comparison.earlier} present={comparison.present} />
      ) : (
        <KeptPicture
          captureId={shown.picture.finding.captureId}
          address={address}
          description={shown.description}
          outline={null}
          marks={marks}
        />
      )}
      <div class="picture-choices">
        {comparison.kind !== 'comparable' ? null : (
          <Button
            class="small"
            icon={comparing ? 'check' : 'lens'}
            pressed={comparing}
            onPress={() => setComparing(!comparing)}
          >
            {PICTURE_TEXT.compare}
          </Button>
        )}
        {comparing ? null : (
          <fieldset class="picture-choices" aria-label={PICTURE_TEXT.layers}>
            {shown.layers.map(({ name }) => (
              <Button
                key={name}
                class="small"
                icon={hidden.has(name) ? 'dots' : 'check'}
                pressed={!hidden.has(name)}
                onPress={() => toggle(name)}
              >
                {PICTURE_TEXT.layer[name]}
              </Button>
            ))}
          </fieldset>
        )}
      </div>
      {comparison.kind === 'not-comparable' ? <p class="remark">{comparison.why}</p> : null}
    </div>
  );
}

type Comparison =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'not-comparable'; readonly why: string }
  | { readonly kind: 'comparable'; readonly present: Side; readonly earlier: Side };

interface Side {
  readonly source: string;
  readonly words: string;
}

function comparisonOf({ picture, earlier }: LookedAt, address: CaptureAddress): Comparison {
  if (earlier === undefined) return { kind: 'not-asked' };
  const why = whyNotComparable(picture, earlier?.picture ?? null);
  if (why !== null || earlier === null)
    return { kind: 'not-comparable', why: PICTURE_TEXT.why[why ?? 'no-earlier-picture'] };
  const [now, then] = [address(picture.finding.captureId), address(earlier.picture.finding.captureId)];
  if (now === null || then === null) return { kind: 'not-comparable', why: PICTURE_TEXT.notArrived };
  const day = ({ startedAt }: VisitPicture) => dateAndTime(startedAt).slice(0, 10);
  return {
    kind: 'comparable',
    present: { source: now, words: PICTURE_TEXT.present(day(picture)) },
    earlier: { source: then, words: PICTURE_TEXT.earlier(day(earlier.picture)) },
  };
}

function Attributes({ shown }: { readonly shown: LookedAt }) {
  const { named, kind } = shown;
  const words = PICTURE_TEXT.attribute;
  const { face } = VISIT_TEXT;
  return (
    <>
      {named === null ? null : (
        <>
          <h3>{words.title}</h3>
          <dl class="facts picture-attributes">
            {named.rows.map((row) => (
              <div key={row.name}>
                <dt>{row.name}</dt>
                <dd>{row.words ?? (shown.picture.finding.calibrated ? words.unnamed : words.withheld)}</dd>
              </div>
            ))}
          </dl>
          <p class="remark">
            {words.by(named.by)}
            {words.terms}
          </p>
        </>
      )}
      <p class="remark">{kind === 'face' ? `${face.complexionWhole}${face.readingCaption}` : words.physician}</p>
    </>
  );
}

function Indexes({ shown }: { readonly shown: LookedAt }) {
  const { picture, indexes, earlier } = shown;
  if (indexes.length === 0) return <p class="nothing">{PICTURE_TEXT.none}</p>;
  const comparable = earlier && whyNotComparable(picture, earlier.picture) === null ? earlier : null;
  const subtracted = comparable !== null && sameMeans(picture, comparable.picture) ? comparable.indexes : [];
  return (
    <>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{PICTURE_TEXT.index}</th>
            <th scope="col">{PICTURE_TEXT.value}</th>
            <th scope="col">{PICTURE_TEXT.reference}</th>
            {earlier === undefined ? null : <th scope="col">{PICTURE_TEXT.change}</th>}
          </tr>
        </thead>
        <tbody>
          {indexes.map((index) => (
            <tr key={index.name}>
              <th scope="row">
                {index.lab === null ? null : <Swatch lab={index.lab} />}
                {index.name}
              </th>
              <td class="numbers">{valueWords(index)}</td>
              <td>{PICTURE_TEXT.noReference}</td>
              {earlier === undefined ? null : <td class="numbers">{changeWords(index, subtracted) ?? '—'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="remark">
        {PICTURE_TEXT.referenceNote}
        {comparable !== null && subtracted.length === 0 ? PICTURE_TEXT.otherMeans : null}
      </p>
    </>
  );
}
