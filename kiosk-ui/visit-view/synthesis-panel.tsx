import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Agreement, ConstitutionAgreement, ModalityAgreement, Synthesis } from '../../src/domain/synthesis.ts';
import { Button } from '../shared/button.tsx';
import { Icon, type IconName } from '../shared/icon.tsx';
import { WORDS } from '../shared/words.ts';
import { SYNTHESIS_TEXT as TEXT } from './synthesis-text.ts';
import './synthesis.css';

const SYMBOLS: Readonly<Record<Agreement, IconName>> = {
  agree: 'check',
  neutral: 'dots',
  disagree: 'warning',
  'not-assessable': 'dots',
};

/** What tongue, face and pulse say to each verdict. Types the answers deny stand only where something speaks up. */
export function SynthesisPanel({ synthesis }: { readonly synthesis: Synthesis | null }) {
  const [showWhy, setShowWhy] = useState(false);
  if (synthesis === null) return <SynthesisHead>{<p class="remark">{TEXT.none}</p>}</SynthesisHead>;
  const shown = synthesis.constitutions.filter(isWorthALine);
  const others = synthesis.constitutions.length - shown.length;
  const { model, evidence } = synthesis;
  return (
    <SynthesisHead>
      <p class="remark">{TEXT.about}</p>
      {shown.some(disagrees) ? (
        <p class="conclusion-open">
          <Icon name="warning" />
          {TEXT.disagreement}
        </p>
      ) : null}
      <ul class="agreements">
        {shown.map((one) => (
          <AgreementLine key={one.constitution} agreement={one} showWhy={showWhy} />
        ))}
      </ul>
      {others > 0 ? <p class="remark">{TEXT.others(others)}</p> : null}
      <Button class="small" pressed={showWhy} onPress={() => setShowWhy(!showWhy)}>
        {showWhy ? TEXT.hideWhy : TEXT.why}
      </Button>
      {showWhy ? (
        <>
          <p class="remark">{TEXT.ratioNote}</p>
          <p class="remark">
            {TEXT.source(evidence.version, TEXT.origin[evidence.origin], `${model.name}@${model.version}`)}
          </p>
        </>
      ) : null}
    </SynthesisHead>
  );
}

function SynthesisHead({ children }: { readonly children: ComponentChildren }) {
  return (
    <section class="synthesis" aria-label={TEXT.title}>
      <h3>{TEXT.title}</h3>
      {children}
    </section>
  );
}

function AgreementLine(props: { readonly agreement: ConstitutionAgreement; readonly showWhy: boolean }) {
  const { constitution, verdict, modalities } = props.agreement;
  return (
    <li>
      <span class="agreement-name">
        {WORDS.constitution[constitution]}
        <small>{WORDS.verdict[verdict]}</small>
      </span>
      {modalities.map((one) => (
        <span key={one.modality} class="agreement" data-agreement={one.agreement}>
          <b>{TEXT.modality[one.modality]}</b>
          <Icon name={SYMBOLS[one.agreement]} />
          {TEXT.agreement[one.agreement]}
          {props.showWhy ? <small>{whyOf(one)}</small> : null}
        </span>
      ))}
    </li>
  );
}

function whyOf({ reason, contributions }: ModalityAgreement): string {
  if (reason !== null) return TEXT.reason[reason];
  if (contributions.length === 0) return TEXT.noSigns;
  return contributions
    .map(({ sign, lnLr }) => TEXT.contribution(TEXT.sign[sign] ?? sign, Math.exp(lnLr).toFixed(2)))
    .join('，');
}

function disagrees({ modalities }: ConstitutionAgreement): boolean {
  return modalities.some(({ agreement }) => agreement === 'disagree');
}

function isWorthALine(one: ConstitutionAgreement): boolean {
  return one.verdict !== 'no' || disagrees(one);
}
