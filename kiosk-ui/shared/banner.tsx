import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type BannerTone = 'plain' | 'warning' | 'danger';

const SYMBOLS: Readonly<Record<BannerTone, IconName>> = { plain: 'check', warning: 'warning', danger: 'danger' };

/** One message across the page, announced when it appears. `actions` stand at its end. */
export function Banner(props: {
  readonly tone: BannerTone;
  readonly symbol?: IconName;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="banner" data-tone={props.tone} role={props.tone === 'plain' ? 'status' : 'alert'}>
      <Icon name={props.symbol ?? SYMBOLS[props.tone]} />
      <div class="banner-words">{props.children}</div>
      {props.actions}
    </div>
  );
}
