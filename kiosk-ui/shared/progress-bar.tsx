/** `value` of `max`, in words to assistive technology by `label`. */
export function ProgressBar(props: { readonly value: number; readonly max: number; readonly label: string }) {
  const percent = props.max <= 0 ? 0 : Math.max(0, Math.min(100, (props.value / props.max) * 100));
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
    >
      <span style={{ width: `${percent}%` }} />
    </div>
  );
}
