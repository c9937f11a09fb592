import type { ComponentChildren } from 'preact';

/** A sheet of paper on the page. With `title` it is a labelled region. */
export function Card(props: {
  readonly title?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={`card ${props.class ?? ''}`} aria-label={props.title}>
      {props.title === undefined ? null : <h2 class="card-title">{props.title}</h2>}
      {props.children}
    </section>
  );
}
