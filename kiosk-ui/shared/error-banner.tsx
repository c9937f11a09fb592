import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { WORDS } from './words.ts';

/** What went wrong, in the face's own words for the code; the code itself stands small beside it for staff. */
export function ErrorBanner(props: {
  readonly code: string;
  readonly words: string;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}) {
  return (
    <Banner
      tone="warning"
      actions={
        <>
          {props.onRetry === undefined ? null : (
            <Button icon="again" onPress={props.onRetry}>
              {WORDS.retry}
            </Button>
          )}
          {props.onClose === undefined ? null : <Button onPress={props.onClose}>{WORDS.close}</Button>}
        </>
      }
    >
      <p>{props.words}</p>
      <p class="banner-code">{WORDS.errorCode(props.code)}</p>
    </Banner>
  );
}
