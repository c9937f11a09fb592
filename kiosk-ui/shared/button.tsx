import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly label?: string;
  readonly id?: string;
  readonly class?: string;
  readonly onPress: () => void;
  readonly children?: ComponentChildren;
}

/** The one button. `label` is for assistive technology where the children are not words. */
export function Button(props: ButtonProps) {
  return (
    <button
      type="button"
      id={props.id}
      class={`button ${props.class ?? ''}`}
      data-kind={props.kind ?? 'secondary'}
      disabled={props.disabled ?? false}
      aria-pressed={props.pressed}
      aria-label={props.label}
      onClick={props.onPress}
    >
      {props.icon === undefined ? null : <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}
