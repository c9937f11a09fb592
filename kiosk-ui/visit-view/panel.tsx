import type { ComponentChildren } from 'preact';

/** One part of a visit: heading, remarks at its right, content. Scrolls by itself when it must. */
export function Panel(props: {
  readonly title: string;
  readonly class?: string;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={`panel ${props.class ?? ''}`} aria-label={props.title}>
      <div class="panel-head">
        <h2>{props.title}</h2>
        <div class="panel-aside">{props.aside}</div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that may scroll has to be reachable by keyboard */}
      <div class="panel-body" tabIndex={0}>
        {props.children}
      </div>
    </section>
  );
}

/** Why a part shows nothing. */
export function Nothing({ words }: { readonly words: string }) {
  return <p class="nothing">{words}</p>;
}
