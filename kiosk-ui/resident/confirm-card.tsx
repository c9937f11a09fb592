import type { CaptureNature } from '../../src/domain/provenance.ts';
import type { ResidentCard } from '../../src/domain/resident.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { Icon } from '../shared/icon.tsx';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { WORDS } from '../shared/words.ts';
import { PageFrame } from './page-frame.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** 「张**，女，71 岁」: only the person knows whether that is right. */
export function ConfirmCard(props: {
  readonly session: Session;
  readonly card: ResidentCard;
  /** Of a person who is new here and read from an identity card. */
  readonly fromCard?: CaptureNature;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const { card } = props;
  const about = `${WORDS.sex[card.sex]}，${TEXT.identify.age(card.ageYears)}`;
  return (
    <PageFrame
      session={props.session}
      spoken={`${TEXT.identify.isItYou}。${card.maskedName}，${about}`}
      actions={
        <>
          <Button onPress={props.onNo}>{TEXT.identify.notMe}</Button>
          <Button kind="primary" icon="check" disabled={props.session.busy.value} onPress={props.onYes}>
            {TEXT.identify.thatIsMe}
          </Button>
        </>
      }
    >
      <div class="quiet-centre">
        <h1 class="page-title">{TEXT.identify.isItYou}</h1>
        <Card class="person-card">
          <span class="person-face">
            <Icon name="person" />
          </span>
          <p class="person-name">{card.maskedName}</p>
          <p>{about}</p>
          {props.fromCard === undefined ? null : (
            <>
              <p>{TEXT.identify.fromCard}</p>
              <SimulatedMark nature={props.fromCard} />
            </>
          )}
          {card.maskedNumber === null ? null : <p class="person-number">{card.maskedNumber}</p>}
        </Card>
      </div>
    </PageFrame>
  );
}
