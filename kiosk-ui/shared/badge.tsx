import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type BadgeTone = 'good' | 'mid' | 'plain' | 'warning' | 'danger';

const SYMBOLS: Readonly<Record<BadgeTone, IconName>> = {
  good: 'check',
  mid: 'dots',
  plain: 'dots',
  warning: 'warning',
  danger: 'danger',
};

/** A state as label, symbol and colour together. */
export function Badge(props: {
  readonly tone: BadgeTone;
  readonly symbol?: IconName;
  readonly children: ComponentChildren;
}) {
  return (
    <span class="badge" data-tone={props.tone}>
      <Icon name={props.symbol ?? SYMBOLS[props.tone]} />
      {props.children}
    </span>
  );
}
